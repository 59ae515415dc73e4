using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness;

/// <summary>A connector and the secret that it refers to. The secret may not exist, or may be hidden from the key.</summary>
internal sealed record StoredConnector(Connector Connector, Secret? Secret, bool IsHidden = false)
{
    /// <summary>Whether the connector owns the secret. For a secret that does not exist any more, its id decides.</summary>
    public bool OwnsSecret => Secret?.IsOwnedBy(Connector.Id) ?? Secret.IsPlaceOf(Connector.Secret, Connector.Id);

    public string SecretMark => Secret?.Mark ?? (IsHidden ? Secret.HiddenMark(Connector.Secret) : Secret.MissingMark(Connector.Secret));

    /// <summary>
    /// The idempotency key of the one create that made connector and secret; null once somebody has changed either. Adopting writes the secret again
    /// and does not count as a change.
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

    /// <exception cref="StoreException">The key may not see the secret, and the connector owns it: then we must know whether somebody has written
    /// it.</exception>
    public static async Task<StoredConnector> OfAsync(Platform platform, Connector connector, CancellationToken cancellationToken)
    {
        if (Secret.IsPlaceOf(connector.Secret, connector.Id))
        {
            return new(connector, await SecretCalls.FindAsync(platform, connector.Secret, cancellationToken));
        }

        var (secret, isHidden) = await SecretCalls.LookAsync(platform, connector.Secret, cancellationToken);
        return new(connector, secret, isHidden);
    }

    /// <param name="test">A test that was part of the write; null = the platform's record of the last one.</param>
    /// <param name="warning">A warning about the write.</param>
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
            // A change of a secret that others share is not a change of this account.
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
