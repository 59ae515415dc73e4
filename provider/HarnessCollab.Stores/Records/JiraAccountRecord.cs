using System.Diagnostics.CodeAnalysis;

namespace HarnessCollab.Stores;

/// <summary>A Jira account as the store holds it.</summary>
public sealed record JiraAccountRecord : StoreRecord<JiraAccountFields>
{
    /// <summary>An account of which everything is still to be said.</summary>
    public JiraAccountRecord()
    {
    }

    [SetsRequiredMembers]
    internal JiraAccountRecord(StoreRecord<JiraAccountFields> row, string secretId, bool ownsSecret, UsageScope usageScope)
        : base(row) => (SecretId, OwnsSecret, UsageScope) = (secretId, ownsSecret, usageScope);

    /// <summary>The id of the encrypted text with the credential.</summary>
    public required string SecretId { get; init; }

    /// <summary>Whether that text belongs to this account and goes with it.</summary>
    public required bool OwnsSecret { get; init; }

    /// <summary>Where the account may be used; inherited from the text at the moment of reading.</summary>
    public required UsageScope UsageScope { get; init; }

    /// <summary>The seal of the text's row, where the store has seals.</summary>
    internal string? TextSeal { get; init; }
}
