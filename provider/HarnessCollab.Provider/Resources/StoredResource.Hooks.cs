using HarnessCollab.Jira;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <content>What a resource says for itself; the verbs ask it.</content>
internal abstract partial class StoredResource<TCandidate, TFields, TRecord>
{
    /// <summary>The output that holds the revision.</summary>
    protected abstract Property<string> RevisionProperty { get; }

    /// <summary>The input that says that a delete does not ask for users.</summary>
    protected abstract Property<bool> ForceDeleteProperty { get; }

    /// <summary>What a write that succeeded has brought to light.</summary>
    protected virtual Task<Tested> AfterWriteAsync(TRecord written, Tested tested, Operation operation) => Task.FromResult(tested);

    /// <summary>Whether something is asked of others before a write; then what the store has to say is heard first.</summary>
    protected virtual bool TestsBeforeWrites => false;

    /// <summary>Where the objects lie.</summary>
    protected abstract IStoreTable<TFields, TRecord> Table(Session session);

    /// <summary>What inputs mean.</summary>
    protected abstract TCandidate Candidate(PropertyMap inputs);

    /// <summary>The same, with what the inputs refer to, as far as it exists.</summary>
    protected virtual Task<TCandidate> ReadAsync(PropertyMap inputs, Operation operation) => Task.FromResult(Candidate(inputs));

    /// <summary>What stands in the way of a name; an object of one's own is no obstacle.</summary>
    protected virtual async Task<TRecord?> FindInTheWayAsync(ObjectIdentity wanted, TRecord? own, Operation operation) =>
        own is null || operation.Session.Store.Capabilities.NamesAreUnique
            ? await Table(operation.Session).FindInTheWayAsync(wanted, operation.Session.AuthorOf(operation.Urn), operation.Cancellation)
            : null;

    /// <summary>What must be in order before a create, in a preview too.</summary>
    /// <exception cref="PluginException">It is not.</exception>
    protected virtual Task<Tested> BeforeCreateAsync(TCandidate candidate, Operation operation) =>
        Task.FromResult(new Tested(Report: null, IsDue: false));

    /// <summary>The same before an update.</summary>
    protected virtual Task<Tested> BeforeUpdateAsync(
        UpdateRequest request, TCandidate candidate, TRecord record, IReadOnlyList<Difference> differences, Operation operation) =>
        Task.FromResult(new Tested(Report: null, IsDue: false));

    /// <summary>What is to be written.</summary>
    /// <param name="report">What a test has just learnt.</param>
    /// <param name="present">What is stored.</param>
    /// <exception cref="PluginException">Something is still unknown, which cannot be outside a preview, or missing.</exception>
    protected abstract Draft<TFields> ToDraft(TCandidate candidate, ConnectionReport? report, TRecord? present, Operation operation);

    /// <summary>What state knew. After a refresh that found the credential changed it makes no claim about it.</summary>
    protected abstract Task<Draft<TFields>> ToBasisAsync(UpdateRequest request, TRecord record, Operation operation);

    /// <summary>Whether an object that an earlier create of this resource may have left is exactly as wanted.</summary>
    protected abstract bool IsAsWanted(TRecord holder, Draft<TFields> draft, Session session);

    /// <summary>The outputs of an object that exists.</summary>
    /// <param name="oldOutputs">Empty for a new object.</param>
    /// <param name="revision">The revision to show; the old one when nothing of ours has changed.</param>
    protected abstract PropertyMap Encode(PropertyMap inputs, PropertyMap oldOutputs, string storeId, TRecord record, string revision, Tested tested);

    /// <summary>The outputs of an object that a preview makes; what is not known before is unknown.</summary>
    protected abstract PropertyMap PlanCreate(PropertyMap inputs, TCandidate candidate, string? storeId, Tested tested, Session session);

    /// <summary>The outputs of an object that a preview changes.</summary>
    protected abstract PropertyMap PlanUpdate(UpdateRequest request, IReadOnlyList<Difference> differences, Tested tested, Session session);

    /// <summary>A record as the inputs of a program that does not have it yet.</summary>
    protected abstract PropertyMap InputsOf(TRecord record, Session session);

    /// <summary>
    /// A record as the inputs of the program that has it: as that spells them, and with its credential where that is still the stored one.
    /// </summary>
    protected abstract Task<PropertyMap> RefreshedInputsAsync(ReadRequest request, TRecord record, Operation operation);

    /// <summary>The input that holds the credential, if one does.</summary>
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

    /// <summary>The answer to a name that somebody has taken since it was looked for.</summary>
    protected virtual async Task<PluginException> RefusalAsync(NameTakenException taken, NameWish wish) =>
        await NameClash.TakenAsync(Names, wish, taken.Holder);
}
