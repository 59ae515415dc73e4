using HarnessCollab.Jira;
using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>The checked inputs of a Jira account, as typed values. In a preview each of them can still be unknown.</summary>
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

    /// <summary>The credential on the resource (or added from provider config); absent with a reference, or after drift.</summary>
    public Planned<string> Credential { get; } = Planned<string>.Absent;

    /// <summary>The input that contains the credential; null with a reference.</summary>
    public Property<string>? CredentialProperty { get; }

    public CredentialKind? InlineKind { get; }

    public PropertyMap ConnectionTest { get; }

    public bool ConnectionTestIsUnknown { get; }

    /// <summary>The referenced encrypted text, after it was looked up; null when there is no reference, or (in a preview) no text yet.</summary>
    public EncryptedTextRecord? Text { get; set; }

    /// <summary>The same for the encrypted text with the user name.</summary>
    public EncryptedTextRecord? UsernameText { get; set; }

    public static JiraAccountCandidate From(PropertyMap inputs) => new(inputs);

    /// <summary>Whether there is neither a credential nor a reference; only an object that was just imported gets this far without one.</summary>
    public bool HasNoCredential => Credential.IsAbsent && EncryptedText.IsAbsent;

    /// <summary>The same candidate with its own credential.</summary>
    public JiraAccountCandidate With(CredentialKind kind, SecretText credential) =>
        From(Inputs.With(PropertyOf(kind).Name, PropertyOf(kind).Write(credential.Reveal())));

    /// <summary>The kind of the credential; for an encrypted text it is derived from host and user name.</summary>
    public CredentialKind Kind => InlineKind ?? JiraHost.UsualKind(Url, hasUser: !Username.IsAbsent || !UsernameSecret.IsAbsent);

    /// <summary>The base URL; null while it is not known.</summary>
    public Uri? Url => Uri.TryCreate(BaseUrl.Or(null), UriKind.Absolute, out var url) ? url : null;

    /// <summary>The organisation; null = the whole Harness account, or a store without scopes.</summary>
    public string? Org => OrNone(OrgId.Read(Inputs).Or(null));

    /// <summary>The project of <see cref="Org"/>; null = the organisation or account.</summary>
    public string? Project => OrNone(ProjectId.Read(Inputs).Or(null));

    /// <summary>Whether all inputs that identify the new object are known.</summary>
    public bool IsIdentified =>
        DisplayName.IsKnown && !Identifier.Read(Inputs).IsUnknown && !OrgId.Read(Inputs).IsUnknown && !ProjectId.Read(Inputs).IsUnknown;

    /// <summary>The identity of the new object; null while a part of it is unknown.</summary>
    public ObjectIdentity? IdentityIn(StoreCapabilities store) =>
        IsIdentified ? new(DisplayName.Value, Identifier.Read(Inputs).Or(null), PlaceIn(store)) : null;

    /// <summary>The organisation and project, which must be known; null in stores without scopes.</summary>
    public UsageScope? PlaceIn(StoreCapabilities store) =>
        store.DefaultUsageScope is UsageScope.AccountOrgProject configured ? configured with { Org = Org, Project = Project } : null;

    /// <summary>The path of the first input that is not known yet, or null.</summary>
    public string? FirstUnknown() => Inputs.Where(input => input.Value.ContainsUnknowns).Select(input => input.Key).FirstOrDefault();

    /// <summary>
    /// Whether the kind in a row is possible for this candidate. For a referenced encrypted text our kind is a guess from host and user name, which a
    /// test may have corrected: a Cloud site with a custom domain is recognised only by its answers.
    /// </summary>
    public bool MayBe(CredentialKind found) =>
        found == Kind || (InlineKind is null && Kind == CredentialKind.Password && found == CredentialKind.ApiToken);

    /// <summary>The fields of the record.</summary>
    /// <param name="usernameSecretId">The id of the encrypted text that <see cref="UsernameSecret"/> names.</param>
    /// <param name="report">The report of the test that just ran; null without a test.</param>
    /// <param name="present">The stored fields: without a test their kind of credential is kept, if they are about the same Jira.</param>
    /// <exception cref="PluginException">A value is still unknown, which happens only in a preview.</exception>
    public JiraAccountFields ToFields(string? usernameSecretId, ConnectionReport? report, JiraAccountFields? present) => FirstUnknown() is { } unknown
        ? throw new PluginException(ErrorCodes.UnknownBeforeUpdate, $"'{unknown}' has no known value, though this is not a preview.")
        : Record.ToFields(
            new JiraAccountFields
            {
                DisplayName = "", BaseUrl = "", UsernameSecretId = usernameSecretId, CredentialKind = KindAfter(report, present),
            },
            Inputs);

    private CredentialKind KindAfter(ConnectionReport? report, JiraAccountFields? present) => report switch
    {
        // The kind belongs to the credential: without a credential it stays as it is.
        _ when present is not null && HasNoCredential => present.CredentialKind,
        { IsCloud: true } when MayBe(CredentialKind.ApiToken) => CredentialKind.ApiToken,
        { IsCloud: null } or null when present?.BaseUrl == BaseUrl.Or("") && MayBe(present!.CredentialKind) => present.CredentialKind,
        _ => Kind,
    };
}
