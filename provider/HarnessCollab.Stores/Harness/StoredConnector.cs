using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness;

/// <summary>A connector together with the secret it refers to; that may be missing, or hidden from the key.</summary>
internal sealed record StoredConnector(Connector Connector, Secret? Secret, bool IsHidden = false)
{
    /// <summary>Whether the secret goes with the connector. One that is missing is known by where it was.</summary>
    public bool OwnsSecret => Secret?.IsOwnedBy(Connector.Id) ?? Secret.IsPlaceOf(Connector.Secret, Connector.Id);

    public string SecretMark => Secret?.Mark ?? (IsHidden ? Secret.HiddenMark(Connector.Secret) : Secret.MissingMark(Connector.Secret));

    /// <summary>
    /// The mark of the one create that connector and secret are from; null once somebody has changed either. Taking up writes the secret anew.
    /// </summary>
    public string? CreateStamp =>
        Revisions.IsUnchangedSince(Connector.CreatedAt, Connector.ModifiedAt)
        && (!OwnsSecret || (Secret is { } secret && IdempotencyKey.AreOfOneWrite(secret.IdempotencyKey, Connector.CreateStamp)
            && (IdempotencyKey.IsOfTakingUp(secret.IdempotencyKey) || Revisions.IsUnchangedSince(Connector.CreatedAt, secret.ModifiedAt))))
            ? Connector.CreateStamp
            : null;

    public CredentialMark.Modification Modification => new(SecretMark);

    public static async Task<StoredConnector?> FindAsync(Platform platform, HarnessId id, CancellationToken cancellationToken) =>
        await ConnectorCalls.FindAsync(platform, id, cancellationToken) is { } connector
            ? await OfAsync(platform, connector, cancellationToken)
            : null;

    /// <exception cref="StoreException">The key may not see the secret, and the connector owns it:
    /// then whether somebody has written it must be known.</exception>
    public static async Task<StoredConnector> OfAsync(Platform platform, Connector connector, CancellationToken cancellationToken)
    {
        if (Secret.IsPlaceOf(connector.Secret, connector.Id))
        {
            return new(connector, await SecretCalls.FindAsync(platform, connector.Secret, cancellationToken));
        }

        var (secret, isHidden) = await SecretCalls.LookAsync(platform, connector.Secret, cancellationToken);
        return new(connector, secret, isHidden);
    }

    /// <param name="test">A test that belonged to the write; null = what the platform recorded of its last one.</param>
    /// <param name="warning">About the write.</param>
    public JiraAccountRecord ToRecord(string account, DelegateTestResult? test = null, string? warning = null)
    {
        var scope = Connector.Secret.Scope;
        return new()
        {
            Id = Connector.Id.ToString(),
            Fields = Connector.ToFields(),
            SecretId = Connector.Secret.ToString(),
            OwnsSecret = OwnsSecret,
            UsageScope = new UsageScope.AccountOrgProject(account, scope.Org, scope.Project),
            // What happens to a secret that others share is not a change of this provider.
            Revision = Revisions.Revision(Connector.Mark, OwnsSecret ? SecretMark : Connector.Secret.ToString()),
            CredentialMark = Modification,
            DelegateTest = test ?? Connector.LastTest?.Shown(value: null),
            Warning = warning,
            Owner = "",
            UpdatedBy = Author.Unknown,
            UpdatedAt = Connector.ModifiedAt,
            CreatedAt = Connector.CreatedAt,
            CreateStamp = CreateStamp,
        };
    }
}
