namespace HarnessCollab.Stores.Tests.Support;

/// <summary>In what stores differ beyond their capabilities, as data for the contract.</summary>
public sealed record StoreTraits
{
    /// <summary>The stores of the contract that keep their own rows.</summary>
    public static StoreTraits Sql { get; } = new();

    /// <summary>Whether the store has to be made first, at a place that is empty before.</summary>
    public bool IsMade { get; init; } = true;

    /// <summary>Whether times are ours, so that a fake clock tells them.</summary>
    public bool UsesOurClock { get; init; } = true;

    /// <summary>Whether rows name their owner and author.</summary>
    public bool RecordsOwner { get; init; } = true;

    /// <summary>Whether texts are scoped by something that can change.</summary>
    public bool ScopesChange { get; init; } = true;

    /// <summary>Whether hundreds of rows can be made in no time.</summary>
    public bool IsFast { get; init; } = true;

    /// <summary>The name of the text that a provider owns.</summary>
    public Func<string, string> OwnedName { get; init; } = name => $"{name} (managed)";

    /// <summary>A text that is where the owned text of a provider is to be.</summary>
    public Func<string, EncryptedTextFields> InTheWayOfOwned { get; init; } = name => new() { Name = $"{name} (managed)" };

    /// <summary>The fields as the store gives them back.</summary>
    public Func<JiraAccountFields, JiraAccountFields> Kept { get; init; } = fields => fields;
}
