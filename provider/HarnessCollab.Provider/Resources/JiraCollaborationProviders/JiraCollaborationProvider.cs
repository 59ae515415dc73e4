using System.Collections.Immutable;
using Grpc.Core;
using HarnessCollab.Jira;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using HarnessCollab.Stores;
using Properties = HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>An account with which Harness works in Jira. Its settings are tested against Jira before they are written.</summary>
internal sealed class JiraCollaborationProvider : NamedResource
{
    public static readonly NameKind NameKind = new(
        "display name",
        $"{PackageInfo.Name}:index:JiraCollaborationProvider",
        ErrorCodes.DisplayNameClaimed,
        ErrorCodes.DisplayNameTaken,
        "display names are unique, since pipelines pick the account by them",
        session => session.Memory.DisplayNames,
        async (session, name, cancellationToken) => await session.Store.FindProviderByNameAsync(name, cancellationToken) is { } row ? DisplayNames.HolderOf(row) : null);

    public override string Name => "JiraCollaborationProvider";

    public override PropertySet InputProperties => Properties.Inputs;

    public override PropertySet OutputProperties => Properties.Outputs;

    protected override NameKind Names => NameKind;

    protected override Property<string> NameProperty => Properties.DisplayName;

    protected override Property<string> IdentifierProperty => Properties.Identifier;

    protected override IReadOnlyList<Property<string>> ScopeProperties => [Properties.OrgId, Properties.ProjectId];

    public override async Task<CreateResult> CreateAsync(CreateRequest request, Session session, CancellationToken cancellationToken)
    {
        var candidate = JiraAccountCandidate.From(request.Inputs);
        var text = await EncryptedTextReference.FindAsync(Properties.EncryptedText, candidate, request.Urn, request.IsPreview, session, cancellationToken);
        var user = await EncryptedTextReference.FindAsync(Properties.UsernameSecret, candidate, request.Urn, request.IsPreview, session, cancellationToken);
        var holder = await DisplayNames.FindHolderAsync(candidate, request.Urn, own: null, request.IsPreview, session, cancellationToken);
        if (request.IsPreview)
        {
            await session.Store.VerifyAsync(PlaceRule.Of(candidate, session), cancellationToken);
            var found = await ConnectionGate.PassAsync(candidate, TestPhase.Preview, request.Urn, text?.Id, session, cancellationToken);
            return new CreateResult(null, await PlanCreateAsync(candidate, text, found, session, cancellationToken));
        }

        var draft = new JiraAccountDraft(candidate.ToFields(user?.Id, report: null, holder?.Fields), CredentialReader.Read(candidate, text?.Id));
        if (holder is not null && !IsOurs(holder, draft, session))
        {
            throw await NameClash.TakenAsync(NameKind, new(request.Urn, Present: null), DisplayNames.HolderOf(holder), session, cancellationToken);
        }

        // A store that is missing is made first, and a wrong key is found, before anything is asked of Jira.
        await session.EnsureStoreAsync(PlaceRule.Of(candidate, session), request.Urn, cancellationToken);
        var storeId = await session.Store.GetStoreIdAsync(cancellationToken);
        var report = await ConnectionGate.PassAsync(candidate, TestPhase.Apply, request.Urn, text?.Id, session, cancellationToken);
        if (holder is null)
        {
            draft = draft with { Fields = candidate.ToFields(user?.Id, report, present: null) };
        }

        var record = holder is null
            ? await WriteAsync(() => session.Store.CreateProviderAsync(draft, session.AuthorOf(request.Urn), cancellationToken), new(request.Urn, Present: null), session, cancellationToken)
            : await AdoptAsync(holder, draft, request.Urn, session, cancellationToken);

        // Once the object exists nothing may fail any more: its id would be lost.
        NoteWritten(request.Urn, session);
        return new CreateResult(record.Id, OutputEncoder.Encode(request.Inputs, storeId!, record, record.Revision, OutputEncoder.EncodeConnection(report)));
    }

    public override Task<ReadResult?> ReadAsync(ReadRequest request, Session session, CancellationToken cancellationToken) =>
        JiraAccountReader.ReadAsync(request, session, cancellationToken);

    public override async Task<PropertyMap> UpdateAsync(UpdateRequest request, Session session, CancellationToken cancellationToken)
    {
        var storeId = await StoreGuard.EnsureSameAsync(session, request.OldOutputs, ResourceName.Of(request.Urn), cancellationToken);
        var candidate = JiraAccountCandidate.From(request.News);
        var differences = Compare(request.OldInputs, request.OldOutputs, request.News, session);
        var text = await EncryptedTextReference.FindAsync(Properties.EncryptedText, candidate, request.Urn, request.IsPreview, session, cancellationToken);
        var user = await EncryptedTextReference.FindAsync(Properties.UsernameSecret, candidate, request.Urn, request.IsPreview, session, cancellationToken);
        var record = await session.Store.FindProviderAsync(request.Id, cancellationToken) ?? throw Gone(request, session);
        await DisplayNames.FindHolderAsync(candidate, request.Urn, record, request.IsPreview, session, cancellationToken);
        await session.Store.VerifyAsync(PlaceRule.Of(candidate, session), cancellationToken);
        var mustTest = UpdateTest.IsNeeded(differences, request.OldOutputs);
        var phase = request.IsPreview ? TestPhase.Preview : TestPhase.Apply;
        var report = mustTest
            ? await ConnectionGate.PassAsync(await WithStoredAsync(candidate, record, session, cancellationToken), phase, request.Urn, text?.Id, session, cancellationToken, isUnwell: differences.Count == 0)
            : null;
        var connection = report is null && !mustTest
            ? request.OldOutputs.Find(Properties.Connection.Name) ?? OutputEncoder.EncodeConnection(null)
            : OutputEncoder.EncodeConnection(report);
        if (request.IsPreview)
        {
            return PlanUpdate(request, differences, mustTest && report is null ? null : connection);
        }

        var basis = new JiraAccountDraft(
            FieldsOf(JiraAccountCandidate.From(request.OldInputs), report: null, record, await UsernameSecretOfAsync(request.OldInputs, session, cancellationToken)),
            CredentialReader.ReadBasis(JiraAccountCandidate.From(request.OldInputs), request.OldOutputs),
            request.OldOutputs.Find(Properties.Revision.Name)?.AsString());
        var wanted = new JiraAccountDraft(
            FieldsOf(candidate, report, record, user?.Id),
            HasNone(candidate) && session.Memory.IsImported(request.Urn)
                ? new CredentialSource.AsStored()
                : CredentialReader.Read(candidate, text?.Id));
        var updated = await WriteAsync(
            () => session.Store.UpdateProviderAsync(request.Id, wanted, basis, session.AuthorOf(request.Urn), cancellationToken),
            new(request.Urn, record.Fields.DisplayName),
            session,
            cancellationToken);
        NoteWritten(request.Urn, session);
        var revision = updated.AlreadyEqual && differences.Count == 0 && request.OldOutputs.Find(Properties.Revision.Name)?.AsString() is { } old ? old : updated.Record.Revision;
        return OutputEncoder.Encode(request.News, storeId!, updated.Record, revision, connection);
    }

    protected override PropertyMap ApplyRules(CheckRequest request, PropertyMap inputs, Session session, CheckProblems problems) =>
        InputRules.Apply(request.News, inputs, session.Memory.IsImported(request.Urn), session, problems);

    protected override void CheckReferences(CheckRequest request, PropertyMap inputs, Session session, CheckProblems problems)
    {
        if (Properties.EncryptedText.Read(inputs) is { IsKnown: true, Value: var reference } && session.Memory.EncryptedTextNames.Refer(reference, request.Urn) is { } text)
        {
            problems.Add(
                Properties.EncryptedText, Properties.EncryptedText.Name, ErrorCodes.EncryptedTextNameInUse,
                $"is the old name of {ResourceName.Of(text)} of this program, which takes another name in this run. Hand the text's id on instead.", inputs[Properties.EncryptedText.Name].ContainsSecrets);
        }
    }

    protected override ImmutableArray<string> Stables(IReadOnlyList<Difference> differences) => ReferenceChanges(differences)
        ? [Properties.StoreId.Name]
        : [Properties.StoreId.Name, Properties.SecretId.Name, Properties.UsageScope.Name];

    protected override async Task BeforeReplacementAsync(string urn, PropertyMap successor, Session session, CancellationToken cancellationToken)
    {
        // Once the old one is gone a red test could only leave nothing at all.
        var candidate = JiraAccountCandidate.From(successor);
        var text = await EncryptedTextReference.FindAsync(Properties.EncryptedText, candidate, urn, isPreview: true, session, cancellationToken);
        await ConnectionGate.PassAsync(candidate, TestPhase.Apply, urn, text?.Id, session, cancellationToken);
    }

    protected override string? PlanId(PropertyMap inputs, Session session) =>
        JiraAccountCandidate.From(inputs).Identity is { } identity ? session.Store.PlanProviderId(identity) : null;

    protected override Task<DeleteResult> RemoveAsync(DeleteRequest request, Session session, CancellationToken cancellationToken)
    {
        var author = session.AuthorOf(request.Urn);
        return Properties.ForceDelete.Read(request.OldOutputs).Or(false)
            ? session.Store.ForceDeleteProviderAsync(request.Id, author, cancellationToken)
            : session.Store.DeleteProviderAsync(request.Id, author, cancellationToken);
    }

    // The id of the text that state named for the user name; null when it has gone since, which is then no longer what was known.
    private static async Task<string?> UsernameSecretOfAsync(PropertyMap oldInputs, Session session, CancellationToken cancellationToken)
    {
        var old = JiraAccountCandidate.From(oldInputs);
        return old.UsernameSecret.IsKnown
            ? (await session.Store.FindReferencedTextAsync(old.UsernameSecret.Value, PlaceRule.Of(old, session), cancellationToken))?.Id
            : null;
    }

    // Only what was just imported comes so far without a credential.
    private static bool HasNone(JiraAccountCandidate candidate) => candidate.Credential.IsAbsent && candidate.EncryptedText.IsAbsent;

    // The kind is the credential's: without one it stays what it is.
    private static JiraAccountFields FieldsOf(JiraAccountCandidate candidate, ConnectionReport? report, JiraAccountRecord record, string? usernameSecret)
    {
        var fields = candidate.ToFields(usernameSecret, report, record.Fields);
        return HasNone(candidate) ? fields with { CredentialKind = record.Fields.CredentialKind } : fields;
    }

    // What is tested is what will be there: without a credential of its own, with the stored one.
    private static async Task<JiraAccountCandidate> WithStoredAsync(JiraAccountCandidate candidate, JiraAccountRecord record, Session session, CancellationToken cancellationToken)
    {
        if (!HasNone(candidate) || await session.Store.RevealAsync(record.SecretId, cancellationToken) is not { } stored)
        {
            return candidate;
        }

        var property = Properties.PropertyOf(record.Fields.CredentialKind.ToJira());
        return JiraAccountCandidate.From(candidate.Inputs.With(property.Name, property.Write(stored.Reveal())));
    }

    private static bool ReferenceChanges(IReadOnlyList<Difference> differences) =>
        differences.Any(difference => difference.Property == Properties.EncryptedText);

    // An earlier create whose answer was lost: written by this very resource, and exactly as wanted.
    private static bool IsOurs(JiraAccountRecord holder, JiraAccountDraft draft, Session session) =>
        session.Store.Capabilities.CanRekey && holder.Fields == draft.Fields && draft.Credential switch
        {
            CredentialSource.Owned owned => holder.OwnsSecret && session.Store.Compare(holder.CredentialMark, owned.Value, knownRevision: null) == CredentialMatch.Same,
            CredentialSource.Reference reference => !holder.OwnsSecret && holder.SecretId == reference.TextId,
            _ => false,
        };

    private static async Task<JiraAccountRecord> AdoptAsync(JiraAccountRecord holder, JiraAccountDraft draft, string urn, Session session, CancellationToken cancellationToken)
    {
        var record = await session.Store.AdoptProviderAsync(holder.Id, draft, session.Memory.IsKnown(urn, holder.Id), session.AuthorOf(urn), cancellationToken);
        await WarnOfAdoptionAsync(urn, draft.Fields.DisplayName, holder.UpdatedAt, record.Id, session);
        return record;
    }

    private static async Task<T> WriteAsync<T>(Func<Task<T>> write, NameWish wish, Session session, CancellationToken cancellationToken)
    {
        try
        {
            return await write();
        }
        catch (NameTakenException taken) when (taken.Code == StoreErrorCodes.JiraAccountNameTaken)
        {
            throw await NameClash.TakenAsync(NameKind, wish, taken.Holder, session, cancellationToken);
        }
        catch (NameTakenException taken)
        {
            // The name of the text that this provider is to own: nothing to import, and never taken over.
            throw new PluginException(
                ErrorCodes.EncryptedTextNameTaken,
                $"{ResourceName.Of(wish.Urn)} keeps its credential in an encrypted text of its own, and {NameClash.Held(EncryptedText.NameKind, taken.Holder, session)} Rename that text, or choose another display name.",
                StatusCode.AlreadyExists);
        }
    }

    private static async Task<PropertyMap> PlanCreateAsync(
        JiraAccountCandidate candidate, EncryptedTextRecord? text, ConnectionReport? report, Session session, CancellationToken cancellationToken)
    {
        var storeId = await session.Store.GetStoreIdAsync(cancellationToken);
        var scope = text?.UsageScope ?? (candidate.EncryptedText.IsAbsent ? UsageScope.All : null);
        return OutputEncoder.Plan(
            candidate.Inputs,
            Properties.Identifier.Read(candidate.Inputs).IsAbsent && session.Store.Capabilities.SupportsIdentifiers ? PropertyValue.Unknown : candidate.Inputs.Find(Properties.Identifier.Name),
            storeId is null ? null : PropertyValue.Of(storeId),
            text is null ? null : PropertyValue.Of(text.Id),
            scope is null ? null : UsageScopeDeclaration.Write(scope),
            revision: null,
            report is null ? null : OutputEncoder.EncodeConnection(report));
    }

    private static PropertyMap PlanUpdate(UpdateRequest request, IReadOnlyList<Difference> differences, PropertyValue? connection)
    {
        var olds = request.OldOutputs;
        var referenceChanges = ReferenceChanges(differences);
        return OutputEncoder.Plan(
            request.News,
            olds.Find(Properties.Identifier.Name),
            olds.Find(Properties.StoreId.Name),
            referenceChanges ? null : olds.Find(Properties.SecretId.Name),
            referenceChanges ? null : olds.Find(Properties.UsageScope.Name),
            differences.Count == 0 ? olds.Find(Properties.Revision.Name) : null,
            connection);
    }
}
