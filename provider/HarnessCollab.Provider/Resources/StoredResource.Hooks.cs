using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Resources;

/// <content>The parts that each resource defines; the operations call them.</content>
internal abstract partial class StoredResource<TCandidate, TFields, TRecord>
{
    /// <summary>The output with the revision.</summary>
    protected abstract Property<string> RevisionProperty { get; }

    /// <summary>The input that makes a delete ignore users of the object.</summary>
    protected abstract Property<bool> ForceDeleteProperty { get; }

    /// <summary>Completes the test result after a successful write.</summary>
    protected virtual Task<Tested> AfterWriteAsync(TRecord written, Tested tested, Operation operation) => Task.FromResult(tested);

    /// <summary>Whether a test runs before a write; then the store's own checks come first.</summary>
    protected virtual bool TestsBeforeWrites => false;

    /// <summary>The table of the objects.</summary>
    protected abstract IStoreTable<TFields, TRecord> Table(Session session);

    /// <summary>The inputs as a candidate.</summary>
    protected abstract TCandidate Candidate(PropertyMap inputs);

    /// <summary>The same, with the objects that the inputs refer to, if they exist.</summary>
    protected virtual Task<TCandidate> ReadAsync(PropertyMap inputs, Operation operation) => Task.FromResult(Candidate(inputs));

    /// <summary>The object that prevents the use of a name; the resource's own object does not.</summary>
    protected virtual async Task<TRecord?> FindInTheWayAsync(ObjectIdentity wanted, TRecord? own, Operation operation) =>
        own is null || operation.Session.Store.Capabilities.NamesAreUnique
            ? await Table(operation.Session).FindInTheWayAsync(wanted, operation.Session.AuthorOf(operation.Urn), operation.Cancellation)
            : null;

    /// <summary>The checks before a create, also in a preview.</summary>
    /// <exception cref="PluginException">A check failed.</exception>
    protected virtual Task<Tested> BeforeCreateAsync(TCandidate candidate, Operation operation) =>
        Task.FromResult(new Tested(Report: null, IsDue: false));

    /// <summary>The checks before an update.</summary>
    protected virtual Task<Tested> BeforeUpdateAsync(
        UpdateRequest request, TCandidate candidate, TRecord record, IReadOnlyList<Difference> differences, Operation operation) =>
        Task.FromResult(new Tested(Report: null, IsDue: false));

    /// <summary>The draft to write.</summary>
    /// <param name="report">The report of the test that just ran; null without one.</param>
    /// <param name="present">The stored record; null for a create.</param>
    /// <exception cref="PluginException">A value is missing, or still unknown, which happens only in a preview.</exception>
    protected abstract Draft<TFields> ToDraft(TCandidate candidate, ConnectionReport? report, TRecord? present, Operation operation);

    /// <summary>What the state knows. After a refresh that found the credential changed, the basis does not contain the credential.</summary>
    protected abstract Task<Draft<TFields>> ToBasisAsync(UpdateRequest request, TRecord record, Operation operation);

    /// <summary>Whether an object that an earlier create of this resource may have left is exactly as wanted.</summary>
    protected abstract bool IsAsWanted(TRecord holder, Draft<TFields> draft, Session session);

    /// <summary>The outputs of an existing object.</summary>
    /// <param name="oldOutputs">Empty for a new object.</param>
    /// <param name="revision">The revision to show; the old one when nothing that we manage has changed.</param>
    protected abstract PropertyMap Encode(PropertyMap inputs, PropertyMap oldOutputs, string storeId, TRecord record, string revision, Tested tested);

    /// <summary>The outputs of an object that a preview creates; values that are not known yet are unknown.</summary>
    protected abstract PropertyMap PlanCreate(PropertyMap inputs, TCandidate candidate, string? storeId, Tested tested, Session session);

    /// <summary>The outputs of an object that a preview changes.</summary>
    protected abstract PropertyMap PlanUpdate(UpdateRequest request, IReadOnlyList<Difference> differences, Tested tested, Session session);

    /// <summary>A record as the inputs of a program that does not have it yet.</summary>
    protected abstract PropertyMap InputsOf(TRecord record, Session session);

    /// <summary>
    /// A record as the inputs of the program that has it: in the program's spelling, and with its credential if that is still the stored one.
    /// </summary>
    protected abstract Task<PropertyMap> RefreshedInputsAsync(ReadRequest request, TRecord record, Operation operation);

    /// <summary>The input with the credential; null when there is none.</summary>
    protected abstract Property? SecretOf(PropertyMap inputs);

    protected virtual Task<ReadResult> AfterRefreshAsync(
        ReadRequest request, TRecord record, PropertyMap inputs, string storeId, string revision, Operation operation) =>
        Task.FromResult(
            new ReadResult(record.Id, inputs, Encode(inputs, request.OldOutputs, storeId, record, revision, new(Report: null, IsDue: false))));

    protected virtual void RefuseImport(TRecord record, Session session)
    {
    }

    protected virtual void RefuseUpdate(TRecord record, TCandidate candidate, Operation operation)
    {
    }

    /// <summary>The error for a name that somebody has taken after we looked it up.</summary>
    protected virtual async Task<PluginException> RefusalAsync(NameTakenException taken, NameWish wish) =>
        await NameClash.TakenAsync(Names, wish, taken.Holder);
}
