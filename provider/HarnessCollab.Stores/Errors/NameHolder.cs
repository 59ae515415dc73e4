namespace HarnessCollab.Stores;

/// <summary>The row that has a name. <paramref name="Owner"/> is the URN that wrote it last, empty if none was claimed.</summary>
public sealed record NameHolder(string Id, string Name, string Owner, Author UpdatedBy, DateTimeOffset UpdatedAt)
{
    /// <summary>The object that has it.</summary>
    public static NameHolder Of<TFields>(StoreRecord<TFields> row)
        where TFields : INamedFields => new(row.Id, row.Name, row.Owner, row.UpdatedBy, row.UpdatedAt);
}
