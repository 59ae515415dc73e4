using System.Collections.Immutable;
using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>What <see cref="GetJiraCollaborationProvider"/> answers.</summary>
[OutputType]
public sealed class GetJiraCollaborationProviderResult
{
    /// <summary>The id of the account.</summary>
    public readonly string Id;

    /// <summary>The display name of the account.</summary>
    public readonly string DisplayName;

    /// <summary>The base URL of Jira, with its context path when it has one, for example <c>https://example.atlassian.net</c>.</summary>
    public readonly string BaseUrl;

    /// <summary>The user.</summary>
    public readonly string? Username;

    /// <summary><c>password</c>, <c>apiToken</c>, <c>personalAccessToken</c> or <c>encryptedText</c>.</summary>
    public readonly string CredentialKind;

    /// <summary>The id of the encrypted text that holds the credential.</summary>
    public readonly string SecretId;

    /// <summary>Where the account may be used; inherited from its encrypted text.</summary>
    public readonly Outputs.UsageScope UsageScope;

    /// <summary>Changes with every write to the object; otherwise without meaning.</summary>
    public readonly string Revision;

    /// <summary>The day the token expires, <c>YYYY-MM-DD</c>.</summary>
    public readonly string? TokenExpiresAt;

    /// <summary>What the account is for.</summary>
    public readonly string? Description;

    /// <summary>Labels.</summary>
    public readonly ImmutableDictionary<string, string>? Tags;

    /// <summary>When it was last written, RFC 3339.</summary>
    public readonly string UpdatedAt;

    /// <summary>Who claims to have written it.</summary>
    public readonly string UpdatedBy;

    [OutputConstructor]
    private GetJiraCollaborationProviderResult(
        string id,
        string displayName,
        string baseUrl,
        string? username,
        string credentialKind,
        string secretId,
        Outputs.UsageScope usageScope,
        string revision,
        string? tokenExpiresAt,
        string? description,
        ImmutableDictionary<string, string>? tags,
        string updatedAt,
        string updatedBy)
    {
        Id = id;
        DisplayName = displayName;
        BaseUrl = baseUrl;
        Username = username;
        CredentialKind = credentialKind;
        SecretId = secretId;
        UsageScope = usageScope;
        Revision = revision;
        TokenExpiresAt = tokenExpiresAt;
        Description = description;
        Tags = tags;
        UpdatedAt = updatedAt;
        UpdatedBy = updatedBy;
    }
}
