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

    /// <summary>
    /// What the test that a write asked for came to; on reading, what the platform recorded of its last one, by whomever. Null in stores without
    /// delegates. It is no part of what the account is: records that differ in it alone are equal.
    /// </summary>
    public DelegateTestResult? DelegateTest { get; init; }

    /// <summary>The seal of the text's row, where the store has seals.</summary>
    internal string? TextSeal { get; init; }

    /// <inheritdoc />
    public bool Equals(JiraAccountRecord? other) => base.Equals(other)
        && (SecretId, OwnsSecret, UsageScope, TextSeal) == (other.SecretId, other.OwnsSecret, other.UsageScope, other.TextSeal);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), SecretId);
}
