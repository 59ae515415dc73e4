using System.Collections.Immutable;
using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>What <c>GetJiraCollaborationProvider</c> answers.</summary>
[OutputType]
public sealed class GetJiraCollaborationProviderResult
{
    /// <summary>The address of Jira.</summary>
    public readonly string BaseUrl;

    /// <summary><c>apiToken</c>, <c>password</c> or <c>personalAccessToken</c>.</summary>
    public readonly string CredentialKind;

    /// <summary>Selectors of the delegates that may connect to Jira, in stores that have delegates.</summary>
    public readonly ImmutableArray<string> DelegateSelectors;

    /// <summary>What the account is for.</summary>
    public readonly string? Description;

    /// <summary>The name by which pipelines pick the account.</summary>
    public readonly string DisplayName;

    /// <summary>The Jira account's id, for import.</summary>
    public readonly string Id;

    /// <summary>Harness store: the connector's identifier in its scope.</summary>
    public readonly string? Identifier;

    /// <summary>Harness store: the organisation of the connector; absent for a connector of the account.</summary>
    public readonly string? OrgId;

    /// <summary>Harness store: the project of the connector; absent for a connector of an organisation or of the account.</summary>
    public readonly string? ProjectId;

    /// <summary>Changes with every write. Opaque.</summary>
    public readonly string Revision;

    /// <summary>The encrypted text that contains the credential.</summary>
    public readonly string SecretId;

    /// <summary>Labels.</summary>
    public readonly ImmutableDictionary<string, string>? Tags;

    /// <summary>The day the token expires, as YYYY-MM-DD.</summary>
    public readonly string? TokenExpiresAt;

    /// <summary>When it was written last, RFC 3339 in UTC.</summary>
    public readonly string UpdatedAt;

    /// <summary>Who wrote it last, as claimed: user, host, CI job, resource.</summary>
    public readonly string UpdatedBy;

    /// <summary>Where the Jira account may be used.</summary>
    public readonly Outputs.UsageScope UsageScope;

    /// <summary>The account; absent with a personal access token.</summary>
    public readonly string? Username;

    /// <summary>The encrypted text that contains the user name; absent where <c>username</c> is set.</summary>
    public readonly string? UsernameSecret;

    [OutputConstructor]
    private GetJiraCollaborationProviderResult(
        string baseUrl,
        string credentialKind,
        ImmutableArray<string> delegateSelectors,
        string? description,
        string displayName,
        string id,
        string? identifier,
        string? orgId,
        string? projectId,
        string revision,
        string secretId,
        ImmutableDictionary<string, string>? tags,
        string? tokenExpiresAt,
        string updatedAt,
        string updatedBy,
        Outputs.UsageScope usageScope,
        string? username,
        string? usernameSecret)
    {
        BaseUrl = baseUrl;
        CredentialKind = credentialKind;
        DelegateSelectors = delegateSelectors;
        Description = description;
        DisplayName = displayName;
        Id = id;
        Identifier = identifier;
        OrgId = orgId;
        ProjectId = projectId;
        Revision = revision;
        SecretId = secretId;
        Tags = tags;
        TokenExpiresAt = tokenExpiresAt;
        UpdatedAt = updatedAt;
        UpdatedBy = updatedBy;
        UsageScope = usageScope;
        Username = username;
        UsernameSecret = usernameSecret;
    }
}
