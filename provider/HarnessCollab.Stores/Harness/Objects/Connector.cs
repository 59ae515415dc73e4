using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>A Jira connector: what it says, without the echoes, nulls and health that replies carry along.</summary>
internal sealed record Connector
{
    public required HarnessId Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Objects.Tags.Empty;

    public required string JiraUrl { get; init; }

    /// <summary>In order and once: the platform keeps a set.</summary>
    public ImmutableArray<string> DelegateSelectors { get; init; } = [];

    /// <summary>Signs in with a personal access token instead of user name and password.</summary>
    public required bool UsesPersonalAccessToken { get; init; }

    /// <summary>Null with a personal access token, and where the connector refers to a secret for it.</summary>
    public string? Username { get; init; }

    /// <summary>The secret that holds the user name, where one does.</summary>
    public HarnessId? UsernameSecret { get; init; }

    /// <summary>The secret that holds password or token.</summary>
    public required HarnessId Secret { get; init; }

    /// <summary>
    /// The document as it was read. A write replaces it whole, so what we do not know in it is carried along; undefined for a new connector.
    /// </summary>
    public JsonElement Document { get; init; }

    /// <summary>What the platform recorded of the last test; its times tell one test from another. Null for a new connector.</summary>
    public DelegateTestResult? LastTest { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>What the create has marked it with; the next update takes it away.</summary>
    public string? CreateStamp => Tags.GetValueOrDefault(Objects.Secret.StampTag);

    /// <summary>The platform's mark of the last modification.</summary>
    public string Mark => ModifiedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public static Connector From(JiraAccountFields fields, HarnessId id, HarnessId secret) => new()
    {
        Id = id,
        Name = fields.DisplayName,
        Description = string.IsNullOrEmpty(fields.Description) ? null : fields.Description,
        Tags = fields.Tags,
        JiraUrl = fields.BaseUrl,
        DelegateSelectors = Ordered(fields.DelegateSelectors),
        UsesPersonalAccessToken = fields.CredentialKind == CredentialKind.PersonalAccessToken,
        Username = fields.CredentialKind == CredentialKind.PersonalAccessToken ? null : fields.Username,
        UsernameSecret = fields.CredentialKind == CredentialKind.PersonalAccessToken || fields.UsernameSecretId is null
            ? null
            : HarnessId.Parse(fields.UsernameSecretId),
        Secret = secret,
    };

    public static ImmutableArray<string> Ordered(IEnumerable<string> selectors) =>
        [.. selectors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The fields as this platform can tell them.</summary>
    public JiraAccountFields ToFields() => new()
    {
        DisplayName = Name,
        BaseUrl = JiraUrl.TrimEnd('/'),
        Username = Username,
        UsernameSecretId = UsernameSecret?.ToString(),
        CredentialKind = UsesPersonalAccessToken ? CredentialKind.PersonalAccessToken : CredentialKind.Password,
        Description = Description,
        Tags = Tags.Remove(Objects.Secret.StampTag),
        DelegateSelectors = DelegateSelectors,
        Identifier = Id.Identifier,
        OrgId = Id.Scope.Org,
        ProjectId = Id.Scope.Project,
    };

    /// <summary>Whether the other one would be written the same.</summary>
    public bool Says(Connector other) => ToFields() == other.ToFields() && Secret == other.Secret;
}
