using System.Collections.Immutable;
using HarnessCollab.Jira;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;
using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Read, for its three callers: refresh, <c>.Get</c> and import.</summary>
internal static class JiraAccountReader
{
    public static async Task<ReadResult?> ReadAsync(ReadRequest request, Session session, CancellationToken cancellationToken)
    {
        var storeId = await StoreGuard.EnsureSameAsync(session, request.OldOutputs, ResourceName.Of(request.Urn), cancellationToken);
        ImportId.RefuseOtherSpelling(request, session);
        var record = await session.Store.FindProviderAsync(request.Id, cancellationToken);
        if (record is null)
        {
            await RefuseNameAsync(request, session, cancellationToken);
            return null;
        }

        if (request.Purpose != ReadPurpose.Refresh)
        {
            if (request.Purpose == ReadPurpose.Import)
            {
                session.Memory.Imported(request.Urn, record.Id);
            }

            var found = InputsOf(record, PropertyMap.From(PlaceRule.InputsOf(record, session)), credential: null, record.SecretId, record.Fields.UsernameSecretId, session);
            return new ReadResult(record.Id, found, OutputEncoder.Encode(found, storeId!, record, record.Revision, OutputEncoder.EncodeConnection(null)));
        }

        session.Memory.Refreshed(request.Urn, record.Id);
        return await RefreshAsync(request, storeId!, record, session, cancellationToken);
    }

    private static async Task<ReadResult> RefreshAsync(ReadRequest request, string storeId, JiraAccountRecord record, Session session, CancellationToken cancellationToken)
    {
        var old = JiraAccountCandidate.From(request.OldInputs);
        var stillOurs = CredentialStillOurs(old, record, request.OldOutputs.Find(Revision.Name)?.AsString(), session);
        var inputs = InputsOf(
            record,
            request.OldInputs,
            stillOurs ? old : null,
            record.OwnsSecret ? record.SecretId : await SpellingAsync(old.EncryptedText, record.SecretId, session, cancellationToken),
            record.Fields.UsernameSecretId is { } user ? await SpellingAsync(old.UsernameSecret, user, session, cancellationToken) : null,
            session);
        var changed = DefaultDiff.Compare(Inputs, request.OldInputs, inputs);
        await Drift.MentionAsync(changed, old.CredentialProperty, record.UpdatedBy, record.UpdatedAt, request.Urn, session);

        var revision = changed.Count == 0 && request.OldOutputs.Find(Revision.Name)?.AsString() is { } before ? before : record.Revision;
        var withheldBecause = await WithheldBecauseAsync(old, record, session, cancellationToken);
        var (report, refusal, wayOut) = withheldBecause is null
            ? await TestAsync(old, record, stillOurs, inputs, request.Urn, session, cancellationToken)
            : await ConnectionGate.TestAsync(
                JiraAccountCandidate.From(inputs), TestPhase.Refresh, request.Urn, record.OwnsSecret ? null : record.SecretId, session, cancellationToken, withheldBecause: withheldBecause);
        if (withheldBecause is not null)
        {
            inputs = WithoutCredentials(inputs);
        }

        var connection = report is null or { Verdict: Verdict.Inconclusive }
            ? request.OldOutputs.Find(Connection.Name) ?? OutputEncoder.EncodeConnection(report)
            : OutputEncoder.EncodeConnection(report);
        var outputs = OutputEncoder.Encode(inputs, storeId, record, revision, connection);
        if (!refusal.IsEmpty)
        {
            throw new UnwellException(record.Id, outputs, inputs, refusal.SetItem(refusal.Length - 1, $"{refusal[^1]} {wayOut}"));
        }

        return new ReadResult(record.Id, inputs, outputs);
    }

    // What the row says, tested with the credential that the store holds, else the one in state; never the provider's default.
    private static async Task<GateOutcome> TestAsync(
        JiraAccountCandidate old, JiraAccountRecord record, bool stillOurs, PropertyMap inputs, string urn, Session session, CancellationToken cancellationToken)
    {
        var current = JiraAccountCandidate.From(inputs);
        if (!stillOurs && record.OwnsSecret)
        {
            var kind = record.Fields.CredentialKind;
            var stored = await session.Store.RevealAsync(record, cancellationToken);
            var property = IsKind(old, kind, session) && old.CredentialProperty is { } known ? known : PropertyOf(kind.ToJira());
            var value = stored?.Reveal() ?? old.Credential.Or(null);
            current = value is null ? current : JiraAccountCandidate.From(inputs.With(property.Name, property.Write(value)));
        }

        return await ConnectionGate.TestAsync(current, TestPhase.Refresh, urn, record.OwnsSecret ? null : record.SecretId, session, cancellationToken);
    }

    // State will know the new address from now on. Until the program has sent the credential there itself, state knows none, so that no later
    // refresh sends it either; the next preview adds it again.
    private static PropertyMap WithoutCredentials(PropertyMap inputs) => PropertyMap.From(
        from input in inputs
        where !Credentials.Any(credential => credential.Property.Name == input.Key)
        select input.Key == ConnectionTest.Name && input.Value.AsObject() is { } test && test.ContainsKey(ConnectionTestDeclaration.Credential.Name)
            ? KeyValuePair.Create(input.Key, WithoutCredential(test, isSecret: input.Value is SecretValue))
            : input);

    private static PropertyValue WithoutCredential(PropertyMap test, bool isSecret)
    {
        var rest = PropertyValue.Of(PropertyMap.From(test.Where(member => member.Key != ConnectionTestDeclaration.Credential.Name)));
        return isSecret ? PropertyValue.SecretOf(rest) : rest;
    }

    // The credential goes only where its owner sent it: to the address, and as the user, that state knows.
    private static async Task<string?> WithheldBecauseAsync(JiraAccountCandidate old, JiraAccountRecord record, Session session, CancellationToken cancellationToken)
    {
        var changed = new List<string>();
        if (old.BaseUrl.Or(null) != record.Fields.BaseUrl)
        {
            changed.Add(BaseUrl.Name);
        }

        if (old.Username.Or(null) != record.Fields.Username)
        {
            changed.Add(Username.Name);
        }

        if (!IsKind(old, record.Fields.CredentialKind, session))
        {
            changed.Add("the kind of the credential");
        }

        if (changed.Count > 0)
        {
            return $"{string.Join(" and ", changed)} in the store {(changed.Count == 1 ? "is" : "are")} not what state knows.";
        }

        return await session.Store.FindBreachAsync(record, cancellationToken) is { } breach ? $"the row was changed past the plugin ({breach.Description})." : null;
    }

    private static bool CredentialStillOurs(JiraAccountCandidate old, JiraAccountRecord record, string? knownRevision, Session session) =>
        record.OwnsSecret && old.Credential.IsKnown && IsKind(old, record.Fields.CredentialKind, session)
        && session.Store.Compare(record.CredentialMark, new SecretText(old.Credential.Value), knownRevision) != CredentialMatch.Differs;

    private static bool IsKind(JiraAccountCandidate known, CredentialKind found, Session session) =>
        known.MayBe(found)
        || (!session.Store.Capabilities.TellsTokenFromPassword && known.Kind == CredentialKind.ApiToken && found == CredentialKind.Password);

    /// <param name="credential">Whose credential is still the stored one; null leaves it out, and the next preview adds it again.</param>
    /// <param name="textSpelling">How a referenced text is to be named.</param>
    /// <param name="userSpelling">The same for the text with the user name; null without.</param>
    private static PropertyMap InputsOf(JiraAccountRecord record, PropertyMap oldInputs, JiraAccountCandidate? credential, string textSpelling, string? userSpelling, Session session)
    {
        var fields = record.Fields;
        var entries = new List<KeyValuePair<string, PropertyValue>>
        {
            new(DisplayName.Name, PropertyValue.Of(fields.DisplayName)),
            new(BaseUrl.Name, PropertyValue.Of(fields.BaseUrl)),
        };
        Add(Username, fields.Username is null ? null : PropertyValue.Of(fields.Username));
        Add(UsernameSecret, userSpelling is null ? null : PropertyValue.Of(userSpelling));
        Add(TokenExpiresAt, !session.Store.Capabilities.KeepsTokenExpiry ? oldInputs.Find(TokenExpiresAt.Name) : fields.TokenExpiresAt is { } date ? TokenExpiresAt.Write(date) : null);
        Add(Description, fields.Description is null ? null : PropertyValue.Of(fields.Description));
        Add(Tags, fields.Tags.IsEmpty ? null : Tags.Write(fields.Tags));
        Add(DelegateSelectors, fields.DelegateSelectors.IsEmpty ? null : InOrderOf(oldInputs, fields.DelegateSelectors));
        foreach (var kept in new Property[] { ConnectionTest, Identifier, OrgId, ProjectId, ForceDelete })
        {
            Add(kept, oldInputs.Find(kept.Name));
        }

        if (credential?.CredentialProperty is { } property)
        {
            Add(property, property.Write(credential.Credential.Value));
        }

        if (!record.OwnsSecret)
        {
            Add(EncryptedText, PropertyValue.Of(textSpelling));
        }

        return PropertyMap.From(entries);

        void Add(Property declared, PropertyValue? value)
        {
            if (value is not null)
            {
                // What the program marked secret stays so.
                entries.Add(new(declared.Name, oldInputs.Find(declared.Name) is SecretValue ? PropertyValue.SecretOf(value) : value));
            }
        }
    }

    // Selectors are a set; the order of the program is as good as the store's.
    private static PropertyValue InOrderOf(PropertyMap oldInputs, ImmutableArray<string> found) =>
        DelegateSelectors.Read(oldInputs) is { IsKnown: true, Value: var known } && known.Order(StringComparer.Ordinal).Distinct().SequenceEqual(found.Order(StringComparer.Ordinal))
            ? DelegateSelectors.Write(known)
            : DelegateSelectors.Write(found);

    // A program may name the text by its name; as long as that is the one in use, id and name are no difference.
    private static async Task<string> SpellingAsync(Planned<string> old, string id, Session session, CancellationToken cancellationToken) =>
        old is not { IsKnown: true, Value: var spelling } || spelling == id ? id
        : session.Store.SuggestId(spelling) == id
        || (await session.Store.FindReferencedTextAsync(id, null, cancellationToken) is { } text && (text.Name == spelling || text.IsHidden))
            ? spelling
            : id;

    private static async Task RefuseNameAsync(ReadRequest request, Session session, CancellationToken cancellationToken)
    {
        if (request.Purpose != ReadPurpose.Refresh && await session.Store.FindProviderByNameAsync(request.Id, cancellationToken) is { } named)
        {
            throw ImportId.IsAName(request.Id, JiraCollaborationProvider.NameKind.Label, named.Id);
        }
    }
}
