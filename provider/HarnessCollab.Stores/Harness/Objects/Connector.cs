using System.Text.Json;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>A Jira connector: its settings, without the repeated values, nulls and health data of the platform's replies.</summary>
internal sealed record Connector : IPlatformObject
{
    public required HarnessId Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Objects.Tags.Empty;

    public required string JiraUrl { get; init; }

    /// <summary>Sorted and without duplicates: the platform keeps a set.</summary>
    public ImmutableArray<string> DelegateSelectors { get; init; } = [];

    /// <summary>Whether it signs in with a personal access token instead of user name and password.</summary>
    public required bool UsesPersonalAccessToken { get; init; }

    /// <summary>Null with a personal access token, and when the connector refers to a secret that contains the user name.</summary>
    public string? Username { get; init; }

    /// <summary>The secret that contains the user name; null when there is none.</summary>
    public HarnessId? UsernameSecret { get; init; }

    /// <summary>The secret that contains the password or token.</summary>
    public required HarnessId Secret { get; init; }

    /// <summary>
    /// The document as it was read. A write replaces the whole document, so members that we do not know are copied from here; undefined for a new
    /// connector.
    /// </summary>
    public JsonElement Document { get; init; }

    /// <summary>The platform's record of the last test; its time distinguishes one test from another. Null for a new connector.</summary>
    public DelegateTestResult? LastTest { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The idempotency key that the create set; the next update removes it.</summary>
    public string? CreateStamp => Tags.GetValueOrDefault(Objects.Secret.StampTag);

    /// <summary>The platform's modification mark.</summary>
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

    /// <summary>The fields that this platform can return.</summary>
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

    /// <summary>Whether the other connector has the same settings.</summary>
    public bool Says(Connector other) => ToFields() == other.ToFields() && Secret == other.Secret;
}
