namespace HarnessCollab.Stores.Sql;

/// <summary>The errors that SQL stores raise; each message is defined once.</summary>
internal static class StoreErrors
{
    public static NameTakenException NameTaken(JiraAccountRecord holder, string store) => new(
        StoreErrorCodes.JiraAccountNameTaken,
        $"the display name '{ServerText.Clean(holder.Fields.DisplayName)}' is taken in the {store} by the Jira account {holder.Id}, "
        + $"{LastWritten(holder.UpdatedBy, holder.UpdatedAt)}. Choose another display name, or import that account.",
        NameHolder.Of(holder));

    public static NameTakenException NameTaken(EncryptedTextRecord holder, string store) => new(
        StoreErrorCodes.EncryptedTextNameTaken,
        $"the name '{ServerText.Clean(holder.Name)}' is taken in the {store} by encrypted text {holder.Id}, "
        + $"{LastWritten(holder.UpdatedBy, holder.UpdatedAt)}. Choose another name, or rename that text.",
        NameHolder.Of(holder));

    public static StoreConflictException Conflict(string what, IEnumerable<string> fields, Author updatedBy, DateTimeOffset updatedAt, string store)
    {
        var names = fields.ToImmutableArray();
        return new(
            StoreErrorCodes.Conflict,
            $"{what} in the {store} has been changed by someone else: {string.Join(", ", names)}; {LastWritten(updatedBy, updatedAt)}. "
            + "Nothing was written. Run a refresh to see the change, then decide which value is right.",
            names,
            updatedBy,
            updatedAt);
    }

    public static StoreConflictException NotAdoptable(
        string what, IEnumerable<string> fields, Author updatedBy, DateTimeOffset updatedAt, string store)
    {
        var names = fields.ToImmutableArray();
        return new(
            StoreErrorCodes.AdoptionRefused,
            $"{what} in the {store} is not the one that an earlier run of this resource left: {string.Join(", ", names)} differ; "
            + $"{LastWritten(updatedBy, updatedAt)}. Import it, or choose another name.",
            names,
            updatedBy,
            updatedAt);
    }

    public static StoreException NoAccount(string id, string store) => new(
        StoreErrorCodes.JiraAccountMissing,
        $"there is no Jira account with the id '{id}' in the {store}. Run a refresh if it was removed elsewhere.");

    public static StoreException NoText(string id, string store) => new(
        StoreErrorCodes.EncryptedTextMissing,
        $"there is no encrypted text with the id '{id}' in the {store}. Create it first, or correct the reference.");

    public static StoreException Managed(EncryptedTextRecord text, string store) => new(
        StoreErrorCodes.EncryptedTextManaged,
        $"encrypted text '{ServerText.Clean(text.Name)}' ({text.Id}) in the {store} belongs to a Jira account: "
        + "its name and scope follow that account, it is deleted with it, and no other account may use it. "
        + "Create a separate encrypted text and refer to that.");

    public static EncryptedTextInUseException InUse(EncryptedTextRecord text, List<EncryptedTextUser> users, int shown, string store)
    {
        var names = users.Take(shown).ToImmutableArray();
        return new(
            StoreErrorCodes.EncryptedTextInUse,
            $"encrypted text '{ServerText.Clean(text.Name)}' ({text.Id}) in the {store} is in use by "
            + $"{string.Join(", ", names.Select(user => $"'{ServerText.Clean(user.Name)}'"))}"
            + $"{(users.Count > shown ? " and more" : "")}. Give them another credential first.",
            names);
    }

    public static StoreException Unsupported(string field, string store) => new(
        StoreErrorCodes.Unsupported, $"the {store} does not support '{field}'. Leave it out.");

    private static string LastWritten(Author author, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"last written {at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z by {ServerText.Line(author.ToString())}");
}
