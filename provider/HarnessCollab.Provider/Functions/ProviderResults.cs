using System.Collections.Immutable;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Functions;

/// <summary>A provider as functions return it: everything but the credential.</summary>
internal static class ProviderResults
{
    public static readonly PropertySet Members = new();

    private static readonly Property<string> Id = Members.Text("id", "The provider's id, for import.", required: true);
    private static readonly Property<string> DisplayName = Members.Text("displayName", "The name by which pipelines pick the account.", required: true);
    private static readonly Property<string> BaseUrl = Members.Text("baseUrl", "The address of Jira.", required: true);
    private static readonly Property<string> Username = Members.Text("username", "The account; absent with a personal access token.");
    private static readonly Property<string> CredentialKind = Members.Text("credentialKind", "`apiToken`, `password` or `personalAccessToken`.", required: true);
    private static readonly Property<string> SecretId = Members.Text("secretId", "The encrypted text that holds the credential.", required: true);
    private static readonly Property<PropertyMap> UsageScope = Members.Nested("usageScope", "Where the provider may be used.", UsageScopeDeclaration.Type, required: true);
    private static readonly Property<string> Revision = Members.Text("revision", "Changes with every write. Opaque.", required: true);
    private static readonly Property<DateOnly> TokenExpiresAt = Members.Date("tokenExpiresAt", "The day the token expires, as YYYY-MM-DD.");
    private static readonly Property<string> Description = Members.Text("description", "What the account is for.");
    private static readonly Property<ImmutableSortedDictionary<string, string>> Tags = Members.TextMap("tags", "Labels.");
    private static readonly Property<string> UpdatedAt = Members.Text("updatedAt", "When it was written last.", required: true);
    private static readonly Property<string> UpdatedBy = Members.Text("updatedBy", "Who wrote it last, as claimed: user, host, CI job, resource.", required: true);

    public static PropertyMap Encode(ProviderRecord record)
    {
        var fields = record.Fields;
        var entries = new List<KeyValuePair<string, PropertyValue>>
        {
            new(Id.Name, PropertyValue.Of(record.Id)),
            new(DisplayName.Name, PropertyValue.Of(fields.DisplayName)),
            new(BaseUrl.Name, PropertyValue.Of(fields.BaseUrl)),
            new(CredentialKind.Name, PropertyValue.Of(JiraCollaborationProviderProperties.PropertyOf((Jira.JiraCredentialKind)fields.CredentialKind).Name)),
            new(SecretId.Name, PropertyValue.Of(record.SecretId)),
            new(UsageScope.Name, UsageScopeDeclaration.Write(record.UsageScope)),
            new(Revision.Name, PropertyValue.Of(record.Revision)),
            new(UpdatedAt.Name, PropertyValue.Of(Moment.Of(record.UpdatedAt))),
            new(UpdatedBy.Name, PropertyValue.Of(record.UpdatedBy.ToString())),
        };
        if (fields.Username is { } username)
        {
            entries.Add(new(Username.Name, PropertyValue.Of(username)));
        }

        if (fields.TokenExpiresAt is { } date)
        {
            entries.Add(new(TokenExpiresAt.Name, TokenExpiresAt.Write(date)));
        }

        if (fields.Description is { } description)
        {
            entries.Add(new(Description.Name, PropertyValue.Of(description)));
        }

        if (!fields.Tags.IsEmpty)
        {
            entries.Add(new(Tags.Name, Tags.Write(fields.Tags)));
        }

        return PropertyMap.From(entries);
    }
}
