using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Functions;

/// <summary>One thing that is told of an account.</summary>
/// <param name="Property">Its declaration.</param>
/// <param name="Label">What people read before it.</param>
/// <param name="Read">Its value; null when the account has none. A collection may be empty.</param>
internal sealed record AccountField(Property Property, string Label, Func<JiraAccountRecord, PropertyValue?> Read)
{
    /// <summary>How people read it, where that differs from the value.</summary>
    public Func<JiraAccountRecord, string>? ForPeople { get; init; }

    /// <summary>The value as a line for people; null when there is none.</summary>
    public string? Line(JiraAccountRecord account) => ForPeople is { } write ? write(account) : Read(account) switch
    {
        StringValue { Value: var text } => text,
        ArrayValue { Items: { Length: > 0 } items } => string.Join(", ", items.Select(item => item.AsString())),
        ObjectValue { Members: { Count: > 0 } members } => string.Join(", ", members.Select(member => $"{member.Key}={member.Value.AsString()}")),
        _ => null,
    };
}
