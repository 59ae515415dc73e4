using System.Collections.Immutable;
using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;
using Properties = HarnessCollab.Provider.Resources.EncryptedTexts.EncryptedTextProperties;

namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>A named secret that providers share: each inherits its usage scope, and has its value as it is now.</summary>
internal sealed class EncryptedText : NamedResource
{
    // Kept nowhere when empty: read back it is not there, and must not look like a change.
    private static readonly string[] MayBeEmpty = [Properties.Description.Name, Properties.Tags.Name, Properties.Reference.Name, Properties.SecretManager.Name];

    public static readonly NameKind NameKind = new(
        "name",
        $"{PackageInfo.Name}:index:EncryptedText",
        ErrorCodes.EncryptedTextNameClaimed,
        ErrorCodes.EncryptedTextNameTaken,
        "names of encrypted texts are unique, since providers find the text by them",
        session => session.Memory.EncryptedTextNames,
        async (session, name, cancellationToken) => await session.Store.FindTextByNameAsync(name, cancellationToken) is { } row ? HolderOf(row) : null);

    public override string Name => "EncryptedText";

    public override PropertySet InputProperties => Properties.Inputs;

    public override PropertySet OutputProperties => Properties.Outputs;

    protected override NameKind Names => NameKind;

    protected override Property<string> NameProperty => Properties.Name;

    protected override Property<string> IdentifierProperty => Properties.Identifier;

    protected override IReadOnlyList<Property<string>> KeptProperties => [Properties.Identifier, Properties.SecretManager];

    /// <summary>The outputs: the inputs, and what the store knows or (null, in a preview) will know.</summary>
    /// <param name="identifier">Null in stores without identifiers.</param>
    public static PropertyMap Encode(PropertyMap inputs, PropertyValue? identifier, PropertyValue? secretManager, PropertyValue? storeId, PropertyValue? revision) => PropertyMap.From(
    [
        .. inputs,
        .. secretManager is null ? [] : new[] { KeyValuePair.Create(Properties.SecretManager.Name, secretManager) },
        .. identifier is null ? [] : new[] { KeyValuePair.Create(Properties.Identifier.Name, identifier) },
        new(Properties.StoreId.Name, storeId ?? PropertyValue.Unknown),
        new(Properties.Revision.Name, revision ?? PropertyValue.Unknown),
    ]);

    /// <summary>The identifier of a text that exists; null in stores without.</summary>
    public static PropertyValue? IdentifierOf(EncryptedTextRecord record) => record.Identifier is { } identifier ? PropertyValue.Of(identifier) : null;

    /// <summary>The secret manager of a text that exists; null in stores without.</summary>
    public static PropertyValue? SecretManagerOf(EncryptedTextRecord record) => record.SecretManager is { } manager ? PropertyValue.Of(manager) : null;

    public override async Task<CreateResult> CreateAsync(CreateRequest request, Session session, CancellationToken cancellationToken)
    {
        var candidate = new EncryptedTextCandidate(request.Inputs);
        var holder = await FindHolderAsync(candidate, request.Urn, own: null, request.IsPreview, session, cancellationToken);
        if (request.IsPreview)
        {
            await session.Store.VerifyAsync(candidate.Identity?.Scope, cancellationToken);
            var planned = await session.Store.GetStoreIdAsync(cancellationToken);
            var identifier = session.Store.Capabilities.SupportsIdentifiers ? request.Inputs.Find(Properties.Identifier.Name) ?? PropertyValue.Unknown : null;
            return new CreateResult(null, Encode(request.Inputs, identifier, session.Store.Capabilities.SecretManager is { } manager ? request.Inputs.Find(Properties.SecretManager.Name) ?? PropertyValue.Of(manager) : null, planned is null ? null : PropertyValue.Of(planned), revision: null));
        }

        var draft = candidate.ToDraft();
        if (holder is not null && !IsOurs(holder, draft, session))
        {
            throw await NameClash.TakenAsync(NameKind, new(request.Urn, Present: null), HolderOf(holder), session, cancellationToken);
        }

        await session.EnsureStoreAsync(candidate.Identity?.Scope, request.Urn, cancellationToken);
        var storeId = await session.Store.GetStoreIdAsync(cancellationToken);
        var record = holder is null
            ? await WriteAsync(() => session.Store.CreateTextAsync(draft.Fields, draft.Value, session.AuthorOf(request.Urn), cancellationToken), new(request.Urn, Present: null), session, cancellationToken)
            : await AdoptAsync(holder, draft, request.Urn, session, cancellationToken);

        // Once the object exists nothing may fail any more: its id would be lost.
        NoteWritten(request.Urn, session);
        return new CreateResult(record.Id, Encode(request.Inputs, IdentifierOf(record), SecretManagerOf(record), PropertyValue.Of(storeId!), PropertyValue.Of(record.Revision)));
    }

    public override Task<ReadResult?> ReadAsync(ReadRequest request, Session session, CancellationToken cancellationToken) =>
        EncryptedTextReader.ReadAsync(request, session, cancellationToken);

    public override async Task<PropertyMap> UpdateAsync(UpdateRequest request, Session session, CancellationToken cancellationToken)
    {
        var storeId = await StoreGuard.EnsureSameAsync(session, request.OldOutputs, ResourceName.Of(request.Urn), cancellationToken);
        var candidate = new EncryptedTextCandidate(request.News);
        var differences = Compare(request.OldInputs, request.OldOutputs, request.News, session);
        var own = await session.Store.FindTextAsync(request.Id, cancellationToken) ?? throw Gone(request, session);
        RefuseOtherKind(own, candidate, request.Urn, session);
        await FindHolderAsync(candidate, request.Urn, own, request.IsPreview, session, cancellationToken);

        var oldRevision = differences.Count == 0 ? request.OldOutputs.Find(Properties.Revision.Name) : null;
        if (request.IsPreview)
        {
            await session.Store.VerifyAsync(candidate.Identity?.Scope, cancellationToken);
            return Encode(request.News, request.OldOutputs.Find(Properties.Identifier.Name), request.OldOutputs.Find(Properties.SecretManager.Name), PropertyValue.Of(storeId!), oldRevision);
        }

        var basis = new EncryptedTextCandidate(request.OldInputs).ToBasis() with { Revision = request.OldOutputs.Find(Properties.Revision.Name)?.AsString() };
        var updated = await WriteAsync(
            () => session.Store.UpdateTextAsync(request.Id, candidate.ToDraft(session.Memory.IsImported(request.Urn)), basis, session.AuthorOf(request.Urn), cancellationToken),
            new(request.Urn, own.Name),
            session,
            cancellationToken);
        NoteWritten(request.Urn, session);
        return Encode(request.News, IdentifierOf(updated.Record), SecretManagerOf(updated.Record), PropertyValue.Of(storeId!), updated.AlreadyEqual && oldRevision is not null ? oldRevision : PropertyValue.Of(updated.Record.Revision));
    }

    protected override PropertyMap ApplyRules(CheckRequest request, PropertyMap inputs, Session session, CheckProblems problems)
    {
        inputs = PropertyMap.From(inputs.Where(input => input.Value.Unwrap() is not (StringValue { Value: "" } or ObjectValue { Members.Count: 0 }) || !MayBeEmpty.Contains(input.Key)));
        CheckAbilities(inputs, session, problems);
        CheckValue(request, inputs, session, problems);

        // A scope that is malformed was reported, and is not to become the default.
        var scope = inputs.Find(Properties.UsageScope.Name);
        return scope is null && request.News.Find(Properties.UsageScope.Name)?.Unwrap() is not (null or NullValue)
            ? inputs
            : inputs.With(Properties.UsageScope.Name, UsageScopeDeclaration.Normalise(scope, session.Store.Capabilities, problems));
    }

    private static void CheckAbilities(PropertyMap inputs, Session session, CheckProblems problems)
    {
        var abilities = session.Store.Capabilities;
        var unfit = new (Property Property, bool IsSupported)[]
        {
            (Properties.Identifier, abilities.SupportsIdentifiers),
            (Properties.Description, abilities.SupportsTextLabels),
            (Properties.Tags, abilities.SupportsTextLabels),
            (Properties.Reference, abilities.SecretManager is not null),
            (Properties.SecretManager, abilities.SecretManager is not null),
            (Properties.ForceDelete, abilities.SupportsForceDelete || !Properties.ForceDelete.Read(inputs).Or(false)),
        };
        // Of what is not known yet nothing can be said.
        foreach (var (property, _) in unfit.Where(each => !each.IsSupported && inputs.Find(each.Property.Name)?.Unwrap() is not (null or UnknownValue)))
        {
            problems.Add(property, property.Name, ErrorCodes.NotInThisStore, $"cannot be kept by the store ({session.Store.Description}); leave it out.");
        }
    }

    private static void CheckValue(CheckRequest request, PropertyMap inputs, Session session, CheckProblems problems)
    {
        var (hasValue, hasReference) = (request.News.Find(Properties.Value.Name)?.Unwrap() is not (null or NullValue), inputs.ContainsKey(Properties.Reference.Name));
        if (hasValue && hasReference)
        {
            problems.Add(Properties.Reference, Properties.Reference.Name, ErrorCodes.ValueAndReference, "is given beside 'value'; a text has a value of its own, or knows where another system keeps it.");
        }
        else if (!hasValue && !hasReference && !session.Memory.IsImported(request.Urn))
        {
            // The value of what was just imported lies in the store, and is not read back.
            problems.Add(Properties.Value, Properties.Value.Name, ErrorCodes.Missing, "is required.", valueMayHoldSecret: true);
        }
    }

    protected override void CheckReferences(CheckRequest request, PropertyMap inputs, Session session, CheckProblems problems)
    {
        if (Properties.Name.Read(request.OldInputs) is { IsKnown: true, Value: var before } && Properties.Name.Read(inputs) is { IsKnown: true, Value: var after }
            && before != after && session.Memory.EncryptedTextNames.GiveUp(before, request.Urn) is { } referrer)
        {
            problems.Add(
                Properties.Name, Properties.Name.Name, ErrorCodes.EncryptedTextNameInUse,
                $"changes, and {ResourceName.Of(referrer)} of this program refers to the text by its old name. Hand the text's id on instead.", inputs[Properties.Name.Name].ContainsSecrets);
        }
    }

    protected override ImmutableArray<string> Stables(IReadOnlyList<Difference> differences) => [Properties.StoreId.Name];

    protected override string? PlanId(PropertyMap inputs, Session session) =>
        new EncryptedTextCandidate(inputs).Identity is { } identity ? session.Store.PlanTextId(identity) : null;

    protected override IReadOnlyList<Difference> Compare(PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, Session session)
    {
        var differences = base.Compare(oldInputs, oldOutputs, news, session);

        // There the scope is a part of the identity; elsewhere it is a field like others.
        return session.Store.Capabilities.UsageScopeForm == UsageScopeForm.AccountOrgProject
            ? [.. differences.Select(difference => difference.Property == Properties.UsageScope ? difference with { Replaces = true } : difference)]
            : differences;
    }

    protected override async Task<DeleteResult> RemoveAsync(DeleteRequest request, Session session, CancellationToken cancellationToken)
    {
        var author = session.AuthorOf(request.Urn);
        try
        {
            return Properties.ForceDelete.Read(request.OldOutputs).Or(false)
                ? await session.Store.ForceDeleteTextAsync(request.Id, author, cancellationToken)
                : await session.Store.DeleteTextAsync(request.Id, author, cancellationToken);
        }
        catch (EncryptedTextInUseException inUse)
        {
            throw EncryptedTextUsers.Refusal(inUse, request.Urn, session);
        }
    }

    // A text of the wanted name that Create may find to be its own, or that Update must refuse.
    private static async Task<EncryptedTextRecord?> FindHolderAsync(
        EncryptedTextCandidate candidate, string urn, EncryptedTextRecord? own, bool isPreview, Session session, CancellationToken cancellationToken)
    {
        var holder = candidate.Identity is { } wanted && (own is null || session.Store.Capabilities.NamesAreUnique)
            ? await session.Store.FindTextInTheWayAsync(wanted, cancellationToken)
            : null;
        if (holder is null || holder.Id == own?.Id || (isPreview && session.Memory.IsOutgoing(urn, holder.Id)))
        {
            return null;
        }

        return await NameClash.PassAsync(NameKind, HolderOf(holder), holder.IsSettled, new(urn, own?.Name), isPreview, session, cancellationToken) ? holder : null;
    }

    // Whether a text has its value or knows its place only is fixed; a preview must not promise what the write would refuse.
    private static void RefuseOtherKind(EncryptedTextRecord record, EncryptedTextCandidate candidate, string urn, Session session)
    {
        if (!candidate.Reference.IsUnknown && record.Reference is null != candidate.Reference.IsAbsent)
        {
            throw new PluginException(
                StoreErrorCodes.Unsupported,
                $"{ResourceName.Of(urn)} ({record.Id}) in the store ({session.Store.Description}) {(record.Reference is null ? "has a value of its own, and takes no reference" : "keeps its value in another system and knows only the place, so it takes no value")}. Which of the two is fixed: change the value where it is, or make another text.",
                StatusCode.FailedPrecondition);
        }
    }

    // An earlier create whose answer was lost: written by this very resource, and exactly as wanted.
    private static bool IsOurs(EncryptedTextRecord holder, EncryptedTextDraft draft, Session session) =>
        session.Store.Capabilities.CanRekey && !holder.Managed && holder.UsageScope == draft.Fields.UsageScope && session.Store.Compare(holder.Mark, draft.Value!, knownRevision: null) == CredentialMatch.Same;

    private static async Task<EncryptedTextRecord> AdoptAsync(
        EncryptedTextRecord holder, EncryptedTextDraft draft, string urn, Session session, CancellationToken cancellationToken)
    {
        var record = await session.Store.AdoptTextAsync(holder.Id, draft, session.Memory.IsKnown(urn, holder.Id), session.AuthorOf(urn), cancellationToken);
        await WarnOfAdoptionAsync(urn, holder.Name, holder.UpdatedAt, record.Id, session);
        return record;
    }

    private static async Task<T> WriteAsync<T>(Func<Task<T>> write, NameWish wish, Session session, CancellationToken cancellationToken)
    {
        try
        {
            return await write();
        }
        catch (NameTakenException taken)
        {
            throw await NameClash.TakenAsync(NameKind, wish, taken.Holder, session, cancellationToken);
        }
    }

    private static NameHolder HolderOf(EncryptedTextRecord row) => new(row.Id, row.Name, row.Owner, row.UpdatedBy, row.UpdatedAt);
}
