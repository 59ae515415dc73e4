using System.Collections.Immutable;
using Grpc.Core;
using HarnessCollab.Jira;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;
using Properties = HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>An account with which Harness works in Jira. Its settings are tested against Jira before they are written.</summary>
internal sealed class JiraCollaborationProvider : Resource
{
    public override string Name => "JiraCollaborationProvider";

    public override PropertySet InputProperties => Properties.Inputs;

    public override PropertySet OutputProperties => Properties.Outputs;

    public override string Description => Pages.Read("JiraCollaborationProvider");

    public override CheckResult Check(CheckRequest request, Session session)
    {
        var problems = new CheckProblems(ResourceName.Of(Name, request.Name));
        var inputs = InputRules.Apply(request.News, InputCheck.Run(InputProperties, request.News, problems), session, problems);
        if (Properties.DisplayName.Read(inputs) is { IsKnown: true, Value: var name } && session.Claims.Claim(name, request.Urn) is var holder && holder != request.Urn)
        {
            problems.Add(
                Properties.DisplayName, Properties.DisplayName.Name, ErrorCodes.DisplayNameClaimed,
                $"is {TextProblems.Quote(name)}, which {ResourceName.Of(holder)} of this program has too; display names are unique, since pipelines pick the account by them.");
        }

        session.Memory.Checked(request.Urn, inputs);
        return new CheckResult(inputs, problems);
    }

    public override async Task<DiffResult> DiffAsync(DiffRequest request, Session session, CancellationToken cancellationToken)
    {
        await StoreGuard.EnsureSameAsync(session, request.OldOutputs, ResourceName.Of(request.Urn), cancellationToken);
        var differences = DefaultDiff.Compare(InputProperties, request.OldInputs, request.News);
        var before = Candidate.From(request.OldInputs);
        var after = Candidate.From(request.News);

        // Two rows of one name cannot stand side by side, so a replacement must delete first, whoever asks for it.
        var sameName = before.DisplayName.IsKnown && after.DisplayName.IsKnown && before.DisplayName.Value == after.DisplayName.Value;
        if (sameName)
        {
            session.Memory.MayBeDeletedFirst(request.Urn, request.News);
        }

        return new DiffResult(differences, Stables(ReferenceChanges(differences)), DeleteBeforeReplace: sameName);
    }

    public override async Task<CreateResult> CreateAsync(CreateRequest request, Session session, CancellationToken cancellationToken)
    {
        var candidate = Candidate.From(request.Inputs);
        var text = await TextReference.FindAsync(candidate, request.IsPreview, session, cancellationToken);
        var holder = await DisplayNames.FindHolderAsync(candidate, request.Urn, ownId: null, request.IsPreview, session, cancellationToken);
        if (request.IsPreview)
        {
            var found = await ConnectionGate.PassAsync(candidate, TestPhase.Preview, request.Urn, text?.Id, session, cancellationToken);
            return new CreateResult(null, await PlanCreateAsync(candidate, text, found, session, cancellationToken));
        }

        var draft = new ProviderDraft(candidate.ToFields(), CredentialReader.Read(candidate, text?.Id));
        if (holder is not null && !IsOurs(holder, draft, session))
        {
            throw NameClash.Taken("display name", ErrorCodes.DisplayNameTaken, Token, request.Urn, DisplayNames.HolderOf(holder), session);
        }

        // A store that is missing is made first, and a wrong key is found, before anything is asked of Jira.
        await session.Store.EnsureCreatedAsync(cancellationToken);
        var report = await ConnectionGate.PassAsync(candidate, TestPhase.Apply, request.Urn, text?.Id, session, cancellationToken);
        var record = holder is null
            ? await WriteAsync(() => session.Store.CreateProviderAsync(draft, session.AuthorOf(request.Urn), cancellationToken), request.Urn, session)
            : await AdoptAsync(holder, draft, request.Urn, session, cancellationToken);
        session.Memory.Written(request.Urn);
        var storeId = await session.Store.GetStoreIdAsync(cancellationToken);
        return new CreateResult(record.Id, OutputEncoder.Encode(request.Inputs, storeId!, record, record.Revision, OutputEncoder.EncodeConnection(report)));
    }

    public override Task<ReadResult?> ReadAsync(ReadRequest request, Session session, CancellationToken cancellationToken) =>
        ProviderReader.ReadAsync(request, session, cancellationToken);

    public override async Task<PropertyMap> UpdateAsync(UpdateRequest request, Session session, CancellationToken cancellationToken)
    {
        var storeId = await StoreGuard.EnsureSameAsync(session, request.OldOutputs, ResourceName.Of(request.Urn), cancellationToken);
        var candidate = Candidate.From(request.News);
        var differences = DefaultDiff.Compare(InputProperties, request.OldInputs, request.News);
        var text = await TextReference.FindAsync(candidate, request.IsPreview, session, cancellationToken);
        var record = await session.Store.FindProviderAsync(request.Id, cancellationToken) ?? throw Gone(request, session);
        if (await DisplayNames.FindHolderAsync(candidate, request.Urn, request.Id, request.IsPreview, session, cancellationToken) is { } holder && !request.IsPreview)
        {
            throw NameClash.Taken("display name", ErrorCodes.DisplayNameTaken, Token, request.Urn, DisplayNames.HolderOf(holder), session);
        }

        var mustTest = UpdateTest.IsNeeded(differences, request.OldOutputs);
        var phase = request.IsPreview ? TestPhase.Preview : TestPhase.Apply;
        var report = mustTest ? await ConnectionGate.PassAsync(candidate, phase, request.Urn, text?.Id, session, cancellationToken) : null;
        var connection = report is null && !mustTest
            ? request.OldOutputs.Find(Properties.Connection.Name) ?? OutputEncoder.EncodeConnection(null)
            : OutputEncoder.EncodeConnection(report);
        if (request.IsPreview)
        {
            return PlanUpdate(request, differences, mustTest && report is null ? null : connection);
        }

        var basis = new ProviderDraft(
            Candidate.From(request.OldInputs).ToFields(),
            CredentialReader.ReadBasis(Candidate.From(request.OldInputs), request.OldOutputs));
        var updated = await WriteAsync(
            () => session.Store.UpdateProviderAsync(request.Id, new ProviderDraft(candidate.ToFields(), CredentialReader.Read(candidate, text?.Id)), basis, session.AuthorOf(request.Urn), cancellationToken),
            request.Urn,
            session);
        session.Memory.Written(request.Urn);
        var revision = updated.AlreadyEqual && differences.Count == 0 && request.OldOutputs.Find(Properties.Revision.Name)?.AsString() is { } old ? old : updated.Record.Revision;
        return OutputEncoder.Encode(request.News, storeId!, updated.Record, revision, connection);
    }

    public override async Task DeleteAsync(DeleteRequest request, Session session, CancellationToken cancellationToken)
    {
        if (session.Memory.WasImported(request.Id))
        {
            await session.Log.WarnAsync(
                request.Urn,
                $"{ErrorCodes.NotDeletedAfterImport}: {request.Id} was not deleted: it has been imported in this very run, so it is the object that is to be kept. To delete it, remove the resource and run again.");
            return;
        }

        await StoreGuard.EnsureSameAsync(session, request.OldOutputs, ResourceName.Of(request.Urn), cancellationToken);
        if (session.Memory.Successor(request.Urn) is { } successor)
        {
            // Delete before replace: once the old one is gone a red test could only leave nothing at all.
            var candidate = Candidate.From(successor);
            var text = await TextReference.FindAsync(candidate, isPreview: true, session, cancellationToken);
            await ConnectionGate.PassAsync(candidate, TestPhase.Apply, request.Urn, text?.Id, session, cancellationToken);
        }

        var result = await session.Store.DeleteProviderAsync(request.Id, session.AuthorOf(request.Urn), cancellationToken);
        if (result is { Existed: true, LastWriter: { } writer })
        {
            await session.Log.WarnAsync(request.Urn, $"{ErrorCodes.WrittenByAnother}: {request.Id} was deleted although someone else wrote it last: {writer} at {Moment.Of(result.LastWrittenAt)}.");
        }
    }

    private static ImmutableArray<string> Stables(bool referenceChanges) => referenceChanges
        ? [Properties.StoreId.Name]
        : [Properties.StoreId.Name, Properties.SecretId.Name, Properties.UsageScope.Name];

    private static bool ReferenceChanges(IReadOnlyList<Difference> differences) =>
        differences.Any(difference => difference.Property == Properties.EncryptedText);

    // An earlier create whose answer was lost: written by this very resource, and exactly as wanted.
    private static bool IsOurs(ProviderRecord holder, ProviderDraft draft, Session session) =>
        session.Store.Capabilities.CanRekey && holder.Fields == draft.Fields && draft.Credential switch
        {
            CredentialSource.Owned owned => holder.OwnsSecret && session.Store.Matches(holder.CredentialMark, owned.Value),
            CredentialSource.Reference reference => !holder.OwnsSecret && holder.SecretId == reference.TextId,
            _ => false,
        };

    private static async Task<ProviderRecord> AdoptAsync(ProviderRecord holder, ProviderDraft draft, string urn, Session session, CancellationToken cancellationToken)
    {
        var record = await session.Store.AdoptProviderAsync(holder.Id, draft, session.AuthorOf(urn), cancellationToken);
        await session.Log.WarnAsync(
            urn,
            $"{ErrorCodes.Adopted}: {TextProblems.Quote(draft.Fields.DisplayName)} was there already, written by this resource at {Moment.Of(holder.UpdatedAt)} and exactly as wanted; it was taken up under the new id {record.Id}.");
        return record;
    }

    private async Task<T> WriteAsync<T>(Func<Task<T>> write, string urn, Session session)
    {
        try
        {
            return await write();
        }
        catch (NameTakenException taken) when (taken.Code == StoreErrorCodes.ProviderNameTaken)
        {
            throw NameClash.Taken("display name", ErrorCodes.DisplayNameTaken, Token, urn, taken.Holder, session);
        }
        catch (NameTakenException taken)
        {
            throw NameClash.Taken("encrypted text name", ErrorCodes.TextNameTaken, Token, urn, taken.Holder, session);
        }
    }

    private static async Task<PropertyMap> PlanCreateAsync(
        Candidate candidate, EncryptedTextRecord? text, ConnectionReport? report, Session session, CancellationToken cancellationToken)
    {
        var storeId = await session.Store.GetStoreIdAsync(cancellationToken);
        var scope = text?.UsageScope ?? (candidate.EncryptedText.IsAbsent ? UsageScope.All : null);
        return OutputEncoder.Plan(
            candidate.Inputs,
            storeId is null ? null : PropertyValue.Of(storeId),
            text is null ? null : PropertyValue.Of(text.Id),
            scope is null ? null : EncryptedTexts.UsageScopeDeclaration.Write(scope),
            revision: null,
            report is null ? null : OutputEncoder.EncodeConnection(report));
    }

    private static PropertyMap PlanUpdate(UpdateRequest request, IReadOnlyList<Difference> differences, PropertyValue? connection)
    {
        var olds = request.OldOutputs;
        var referenceChanges = ReferenceChanges(differences);
        return OutputEncoder.Plan(
            request.News,
            olds.Find(Properties.StoreId.Name),
            referenceChanges ? null : olds.Find(Properties.SecretId.Name),
            referenceChanges ? null : olds.Find(Properties.UsageScope.Name),
            differences.Count == 0 ? olds.Find(Properties.Revision.Name) : null,
            connection);
    }

    private static ProviderException Gone(UpdateRequest request, Session session) => new(
        ErrorCodes.GoneBeforeUpdate,
        $"{ResourceName.Of(request.Urn)} ({request.Id}) is no longer in the store ({session.Store.Description}), so it cannot be updated. Run a refresh; the next up creates it again.",
        StatusCode.NotFound);
}
