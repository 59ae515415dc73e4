namespace HarnessCollab.Provider.Functions;

/// <summary>One value of an account that functions and commands show.</summary>
/// <param name="Property">The declaration.</param>
/// <param name="Label">The label before the value, for people.</param>
/// <param name="Read">Gets the value; null when the account has none. A collection can be empty.</param>
internal sealed record AccountField(Property Property, string Label, Func<JiraAccountRecord, PropertyValue?> Read)
{
    /// <summary>Formats the value for people, if that differs from the value.</summary>
    public Func<JiraAccountRecord, string>? ForPeople { get; init; }

    /// <summary>The value as one line for people; null when there is none.</summary>
    public string? Line(JiraAccountRecord account) => ForPeople is { } write ? write(account) : Read(account) switch
    {
        StringValue { Value: var text } => text,
        ArrayValue { Items: { Length: > 0 } items } => string.Join(", ", items.Select(item => item.AsString())),
        ObjectValue { Members: { Count: > 0 } members } => string.Join(", ", members.Select(member => $"{member.Key}={member.Value.AsString()}")),
        _ => null,
    };
}
