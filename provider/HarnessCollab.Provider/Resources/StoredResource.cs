using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Resources;

/// <summary>The result of a connection test before a write; without a report when none ran.</summary>
/// <param name="IsDue">Whether a test was part of this write at all.</param>
internal sealed record Tested(ConnectionReport? Report, bool IsDue)
{
    /// <summary>Whether a delegate of the store also tests, after the write is saved.</summary>
    public DelegateTest ByDelegate { get; init; }

    /// <summary>For the test of a preview: whether the write will have the same result.</summary>
    public bool IsFinal => Report is not null && ByDelegate == DelegateTest.Off;
}

/// <summary>
/// A resource whose objects are in a table of the store. Lookup, creation, adoption, reading and writing are the same for all such resources; each
/// resource defines what its inputs mean, what happens before a write, and how a record becomes inputs and outputs.
/// </summary>
internal abstract partial class StoredResource<TCandidate, TFields, TRecord> : NamedResource
    where TCandidate : ICandidate
    where TFields : INamedFields
    where TRecord : StoreRecord<TFields>
{
    public sealed override async Task<CreateResult> CreateAsync(CreateRequest request, Operation operation)
    {
        var (session, cancellationToken) = (operation.Session, operation.Cancellation);
        var candidate = await ReadAsync(request.Inputs, operation);
        var place = candidate.IdentityIn(session.Store.Capabilities)?.Scope;
        var holder = await FindHolderAsync(candidate, own: null, operation);
        if (operation.IsPreview)
        {
            await session.Store.VerifyAsync(place, cancellationToken);
            var found = await BeforeCreateAsync(candidate, operation);
            return new CreateResult(
                null, PlanCreate(request.Inputs, candidate, await session.Store.GetStoreIdAsync(cancellationToken), found, session));
        }

        var draft = ToDraft(candidate, report: null, holder, operation);
        if (holder is not null && (session.Store.Capabilities.CanRekey ? !IsAsWanted(holder, draft, session) : holder.IsSettled))
        {
            throw await NameClash.TakenAsync(Names, new(operation, Present: null), NameHolder.Of(holder));
        }

        // First create a missing store, and find out about a wrong key, before the connection test sends anything.
        await session.EnsureStoreAsync(place, operation.Urn, cancellationToken);
        var storeId = await session.Store.GetStoreIdAsync(cancellationToken);
        var tested = await BeforeCreateAsync(candidate, operation);
        var record = await WriteAsync(
            () => holder is null
                ? Table(session).CreateAsync(
                    ToDraft(candidate, tested.Report, present: null, operation) with { DelegateTest = tested.ByDelegate },
                    session.AuthorOf(operation.Urn),
                    cancellationToken)
                : AdoptAsync(holder, draft with { DelegateTest = tested.ByDelegate }, operation),
            new(operation, Present: null));

        // The object exists: an error after this point would lose its id.
        tested = await FinishAsync(record, tested, operation);
        return new CreateResult(record.Id, Encode(request.Inputs, PropertyMap.Empty, storeId!, record, record.Revision, tested));
    }

    public sealed override async Task<ReadResult?> ReadAsync(ReadRequest request, Operation operation)
    {
        var (session, cancellationToken) = (operation.Session, operation.Cancellation);
        var storeId = await StoreGuard.EnsureSameAsync(request.OldOutputs, operation);
        ImportId.RefuseOtherSpelling(request, session);
        if (await Table(session).FindAsync(request.Id, cancellationToken) is not { } record)
        {
            return request.Purpose != ReadPurpose.Refresh && await Table(session).FindByNameAsync(request.Id, cancellationToken) is { } named
                ? throw ImportId.IsAName(request.Id, Names.Label, named.Id)
                : null;
        }

        if (request.Purpose == ReadPurpose.Import)
        {
            RefuseImport(record, session);
            session.Memory.Imported(operation.Urn, record.Id);
        }

        if (request.Purpose != ReadPurpose.Refresh)
        {
            var found = InputsOf(record, session);
            return new ReadResult(
                record.Id, found, Encode(found, PropertyMap.Empty, storeId!, record, record.Revision, new(Report: null, IsDue: true)));
        }

        session.Memory.Refreshed(operation.Urn, record.Id);
        var inputs = await RefreshedInputsAsync(request, record, operation);
        var changed = DefaultDiff.Compare(InputProperties, request.OldInputs, inputs);
        await Drift.MentionAsync(changed, SecretOf(request.OldInputs), record.UpdatedBy, record.UpdatedAt, operation);
        var revision = changed.Count == 0 && OldRevision(request.OldOutputs) is { } before ? before : record.Revision;
        return await AfterRefreshAsync(request, record, inputs, storeId!, revision, operation);
    }

    public sealed override async Task<PropertyMap> UpdateAsync(UpdateRequest request, Operation operation)
    {
        var (session, cancellationToken) = (operation.Session, operation.Cancellation);
        var storeId = await StoreGuard.EnsureSameAsync(request.OldOutputs, operation);
        var differences = Compare(request.OldInputs, request.OldOutputs, request.News, session);
        var candidate = await ReadAsync(request.News, operation);
        var record = await Table(session).FindAsync(request.Id, cancellationToken) ?? throw Gone(request, operation);
        RefuseUpdate(record, candidate, operation);
        await FindHolderAsync(candidate, record, operation);
        if (operation.IsPreview || TestsBeforeWrites)
        {
            await session.Store.VerifyAsync(candidate.IdentityIn(session.Store.Capabilities)?.Scope, cancellationToken);
        }

        var tested = await BeforeUpdateAsync(request, candidate, record, differences, operation);
        if (operation.IsPreview)
        {
            return PlanUpdate(request, differences, tested, session);
        }

        var basis = await ToBasisAsync(request, record, operation) with { Revision = OldRevision(request.OldOutputs) };
        var updated = await WriteAsync(
            () => Table(session).UpdateAsync(
                request.Id,
                ToDraft(candidate, tested.Report, record, operation) with { DelegateTest = tested.ByDelegate },
                basis,
                session.AuthorOf(operation.Urn),
                cancellationToken),
            new(operation, record.Name));
        tested = await FinishAsync(updated.Record, tested, operation);
        var revision = updated.AlreadyEqual && differences.Count == 0 && OldRevision(request.OldOutputs) is { } old ? old : updated.Record.Revision;
        return Encode(request.News, request.OldOutputs, storeId!, updated.Record, revision, tested);
    }

    protected sealed override string? PlanId(PropertyMap inputs, Session session) =>
        Candidate(inputs).IdentityIn(session.Store.Capabilities) is { } identity ? Table(session).PlanId(identity) : null;

    protected override Task<DeleteResult> RemoveAsync(DeleteRequest request, Operation operation) =>
        Table(operation.Session).DeleteAsync(
            request.Id, operation.Session.AuthorOf(operation.Urn), ForceDeleteProperty.Read(request.OldOutputs).Or(false), operation.Cancellation);

    protected string? OldRevision(PropertyMap oldOutputs) => RevisionProperty.Read(oldOutputs).Or(null);

    // The object with the wanted name that Create may find to be its own; null when the name is free, or (in a preview) will be.
    private async Task<TRecord?> FindHolderAsync(TCandidate candidate, TRecord? own, Operation operation)
    {
        var (session, urn) = (operation.Session, operation.Urn);
        var holder = candidate.IdentityIn(session.Store.Capabilities) is { } wanted ? await FindInTheWayAsync(wanted, own, operation) : null;
        if (holder is null || holder.Id == own?.Id || (operation.IsPreview && session.Memory.IsOutgoing(urn, holder.Id)))
        {
            return null;
        }

        return await NameClash.PassAsync(Names, NameHolder.Of(holder), holder.IsSettled, new(operation, own?.Name)) ? holder : null;
    }

    private async Task<TRecord> AdoptAsync(TRecord holder, Draft<TFields> draft, Operation operation)
    {
        var (session, urn) = (operation.Session, operation.Urn);
        var record = await Table(session).AdoptAsync(
            holder.Id, draft, session.Memory.IsKnown(urn, holder.Id), session.AuthorOf(urn), operation.Cancellation);
        if (record.Id == holder.Id)
        {
            session.Memory.TakenUp(record.Id);
        }

        await session.Log.WarnAsync(
            urn,
            $"{ErrorCodes.Adopted}: {TextProblems.Quote(holder.Name)} already existed, written by this resource at "
            + $"{TimeText.Of(holder.UpdatedAt)} and exactly as wanted; "
            + $"it was adopted {(record.Id == holder.Id ? "as it is" : $"under the new id {record.Id}")}.");
        return record;
    }

    // After a write: notes it in the run's memory, and reports the warnings of the store and the result of a delegate's test.
    private async Task<Tested> FinishAsync(TRecord written, Tested tested, Operation operation)
    {
        NoteWritten(operation);
        if (written.Warning is { } warning)
        {
            await operation.Session.Log.WarnAsync(operation.Urn, warning);
        }

        return await AfterWriteAsync(written, tested, operation);
    }

    private async Task<T> WriteAsync<T>(Func<Task<T>> write, NameWish wish)
    {
        try
        {
            return await write();
        }
        catch (NameTakenException taken)
        {
            throw await RefusalAsync(taken, wish);
        }
    }
}
