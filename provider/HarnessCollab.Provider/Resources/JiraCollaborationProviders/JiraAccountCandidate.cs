using HarnessCollab.Jira;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;
using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Checked inputs, read as what they mean. In a preview any of them may still be unknown.</summary>
internal sealed class JiraAccountCandidate : ICandidate
{
    private JiraAccountCandidate(PropertyMap inputs)
    {
        Inputs = inputs;
        DisplayName = JiraCollaborationProviderProperties.DisplayName.Read(inputs);
        BaseUrl = JiraCollaborationProviderProperties.BaseUrl.Read(inputs);
        Username = JiraCollaborationProviderProperties.Username.Read(inputs);
        UsernameSecret = JiraCollaborationProviderProperties.UsernameSecret.Read(inputs);
        EncryptedText = JiraCollaborationProviderProperties.EncryptedText.Read(inputs);
        foreach (var (property, _, kind) in Credentials)
        {
            if (property.Read(inputs) is { IsAbsent: false } value)
            {
                Credential = value;
                CredentialProperty = property;
                InlineKind = kind;
                break;
            }
        }

        var test = JiraCollaborationProviderProperties.ConnectionTest.Read(inputs);
        ConnectionTest = test.Or(PropertyMap.Empty)!;
        ConnectionTestIsUnknown = test.IsUnknown;
    }

    public PropertyMap Inputs { get; }

    public Planned<string> DisplayName { get; }

    public Planned<string> BaseUrl { get; }

    public Planned<string> Username { get; }

    public Planned<string> UsernameSecret { get; }

    public Planned<string> EncryptedText { get; }

    /// <summary>The credential that stands on the resource (or came there from provider config); absent with a reference, or after drift.</summary>
    public Planned<string> Credential { get; } = Planned<string>.Absent;

    /// <summary>The input that holds the credential; null with a reference.</summary>
    public Property<string>? CredentialProperty { get; }

    public CredentialKind? InlineKind { get; }

    public PropertyMap ConnectionTest { get; }

    public bool ConnectionTestIsUnknown { get; }

    /// <summary>The encrypted text that is referred to, once it has been looked for; null when there is none, or (in a preview) none yet.</summary>
    public EncryptedTextRecord? Text { get; set; }

    /// <summary>The same for the text with the user name.</summary>
    public EncryptedTextRecord? UsernameText { get; set; }

    public static JiraAccountCandidate From(PropertyMap inputs) => new(inputs);

    /// <summary>Whether there is neither a credential nor a reference to one; only what was just imported comes so far without.</summary>
    public bool HasNoCredential => Credential.IsAbsent && EncryptedText.IsAbsent;

    /// <summary>The same with a credential of its own.</summary>
    public JiraAccountCandidate With(CredentialKind kind, SecretText credential) =>
        From(Inputs.With(PropertyOf(kind).Name, PropertyOf(kind).Write(credential.Reveal())));

    /// <summary>The kind of the credential, an encrypted text's included: it follows from host and user name there.</summary>
    public CredentialKind Kind => InlineKind
        ?? JiraHost.UsualKind(
            Uri.TryCreate(BaseUrl.Or(null), UriKind.Absolute, out var url) ? url : null, hasUser: !Username.IsAbsent || !UsernameSecret.IsAbsent);

    /// <summary>The organisation; null means the whole account, or a store without scopes.</summary>
    public string? Org => OrNone(OrgId.Read(Inputs).Or(null));

    /// <summary>The project of <see cref="Org"/>; null means the organisation or account.</summary>
    public string? Project => OrNone(ProjectId.Read(Inputs).Or(null));

    /// <summary>Whether it is known what tells it from others before it exists.</summary>
    public bool IsIdentified =>
        DisplayName.IsKnown && !Identifier.Read(Inputs).IsUnknown && !OrgId.Read(Inputs).IsUnknown && !ProjectId.Read(Inputs).IsUnknown;

    /// <summary>What tells it from others before it exists; null while a part of that is not known.</summary>
    public ObjectIdentity? IdentityIn(StoreCapabilities store) =>
        IsIdentified ? new(DisplayName.Value, Identifier.Read(Inputs).Or(null), PlaceIn(store)) : null;

    /// <summary>The organisation and project, which must be known; null in stores without scopes.</summary>
    public UsageScope? PlaceIn(StoreCapabilities store) =>
        store.DefaultUsageScope is UsageScope.AccountOrgProject configured ? configured with { Org = Org, Project = Project } : null;

    /// <summary>The first input that is not known yet, as a path, or null.</summary>
    public string? FirstUnknown() => Inputs.Where(input => input.Value.ContainsUnknowns).Select(input => input.Key).FirstOrDefault();

    /// <summary>
    /// Whether a row's kind fits. That of a referenced text is a guess from host and user name, which a test may have corrected: Cloud under a
    /// name of its own tells by its answers only.
    /// </summary>
    public bool MayBe(CredentialKind found) =>
        found == Kind || (InlineKind is null && Kind == CredentialKind.Password && found == CredentialKind.ApiToken);

    /// <summary>The record's fields.</summary>
    /// <param name="usernameSecretId">The id of the text that <see cref="UsernameSecret"/> means.</param>
    /// <param name="report">What a test has just learnt of this Jira.</param>
    /// <param name="present">What is stored: without a test its word for the kind stays, as long as it is about the same Jira.</param>
    /// <exception cref="PluginException">Something is still unknown, which cannot be outside a preview.</exception>
    public JiraAccountFields ToFields(string? usernameSecretId, ConnectionReport? report, JiraAccountFields? present) => FirstUnknown() is { } unknown
        ? throw new PluginException(
            ErrorCodes.UnknownBeforeUpdate, $"'{unknown}' has no known value, though this is not a preview.", Grpc.Core.StatusCode.InvalidArgument)
        : Record.ToFields(
            new JiraAccountFields
            {
                DisplayName = "", BaseUrl = "", UsernameSecretId = usernameSecretId, CredentialKind = KindAfter(report, present),
            },
            Inputs);

    private CredentialKind KindAfter(ConnectionReport? report, JiraAccountFields? present) => report switch
    {
        // The kind is the credential's: without one it stays what it is.
        _ when present is not null && HasNoCredential => present.CredentialKind,
        { IsCloud: true } when MayBe(CredentialKind.ApiToken) => CredentialKind.ApiToken,
        { IsCloud: null } or null when present?.BaseUrl == BaseUrl.Or("") && MayBe(present!.CredentialKind) => present.CredentialKind,
        _ => Kind,
    };
}
