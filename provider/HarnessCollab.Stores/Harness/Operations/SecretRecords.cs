using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>Secrets as the records of the store.</summary>
internal static class SecretRecords
{
    /// <summary>What is known of a secret that the key may not see.</summary>
    public static EncryptedTextRecord Hidden(HarnessId id, string account) =>
        Of(new() { Id = id, Name = id.Identifier }, account) with { IsHidden = true, Mark = new(Secret.HiddenMark(id)) };

    public static EncryptedTextRecord Of(Secret secret, string account) => new()
    {
        Id = secret.Id.ToString(),
        Identifier = secret.Id.Identifier,
        Name = secret.Name,
        UsageScope = new UsageScope.AccountOrgProject(account, secret.Id.Scope.Org, secret.Id.Scope.Project),
        Revision = Marks.Revision("text", secret.Mark),
        Mark = new(secret.Mark),
        Owner = "",
        Labels = secret.Labels,
        SecretManager = secret.Manager,
        Reference = secret.Reference,
        Managed = secret.IsManaged,
        UpdatedBy = Author.Unknown,
        UpdatedAt = secret.ModifiedAt,
        CreatedAt = secret.CreatedAt,
    };
}
