using HarnessCollab.Jira;
using Properties = HarnessCollab.Provider.Resources.EncryptedTexts.EncryptedTextProperties;

namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>A named secret that Jira accounts share: each account has its present usage scope and its present value.</summary>
internal sealed class EncryptedText : StoredResource<EncryptedTextCandidate, EncryptedTextFields, EncryptedTextRecord>
{
    public static readonly NameKind NameKind = new(
        "name",
        $"{PackageInfo.Name}:index:EncryptedText",
        ErrorCodes.EncryptedTextNameClaimed,
        ErrorCodes.EncryptedTextNameTaken,
        "names of encrypted texts are unique, because Jira accounts refer to them by name",
        session => session.Memory.EncryptedTextNames,
        async (session, name, cancellationToken) =>
            await session.Store.EncryptedTexts.FindByNameAsync(name, cancellationToken) is { } row ? NameHolder.Of(row) : null);

    public override string Name => "EncryptedText";

    public override PropertySet InputProperties => Properties.Inputs;

    public override PropertySet OutputProperties => Properties.Outputs;

    protected override NameKind Names => NameKind;

    protected override ListQuery<EncryptedTextFields> Query { get; } = new(Properties.Name, NameKind.Label);

    protected override Property<string> NameProperty => Properties.Name;

    protected override Property<string> IdentifierProperty => Properties.Identifier;

    protected override IReadOnlyList<Property<string>> KeptProperties => [Properties.Identifier, Properties.SecretManager];

    protected override Property<string> RevisionProperty => Properties.Revision;

    protected override Property<bool> ForceDeleteProperty => Properties.ForceDelete;

    protected override IStoreTable<EncryptedTextFields, EncryptedTextRecord> Table(Session session) => session.Store.EncryptedTexts;

    protected override EncryptedTextCandidate Candidate(PropertyMap inputs) => new(inputs);

    protected override Draft<EncryptedTextFields> ToDraft(
        EncryptedTextCandidate candidate, ConnectionReport? report, EncryptedTextRecord? present, Operation operation) =>
        candidate.ToDraft(keepsValue: present is not null && operation.Session.Memory.IsImported(operation.Urn));

    protected override Task<Draft<EncryptedTextFields>> ToBasisAsync(UpdateRequest request, EncryptedTextRecord record, Operation operation) =>
        Task.FromResult(Candidate(request.OldInputs).ToBasis());

    protected override bool IsAsWanted(EncryptedTextRecord holder, Draft<EncryptedTextFields> draft, Session session) =>
        !holder.Managed && holder.UsageScope == draft.Fields.UsageScope && draft.Credential is CredentialSource.Owned owned
        && holder.CredentialMark is CredentialMark.Fingerprint mark && session.Store.Holds(mark, owned.Value);

    protected override PropertyMap Encode(
        PropertyMap inputs, PropertyMap oldOutputs, string storeId, EncryptedTextRecord record, string revision, Tested tested) => Outputs(
        inputs,
        record.Fields.Identifier is { } identifier ? PropertyValue.Of(identifier) : null,
        record.Fields.SecretManager is { } manager ? PropertyValue.Of(manager) : null,
        PropertyValue.Of(storeId),
        PropertyValue.Of(revision));

    protected override PropertyMap PlanCreate(PropertyMap inputs, EncryptedTextCandidate candidate, string? storeId, Tested tested, Session session)
    {
        var store = session.Store.Capabilities;
        return Outputs(
            inputs,
            store.SupportsIdentifiers ? inputs.Find(Properties.Identifier.Name) ?? PropertyValue.Unknown : null,
            store.SecretManager is { } manager ? inputs.Find(Properties.SecretManager.Name) ?? PropertyValue.Of(manager) : null,
            storeId is null ? null : PropertyValue.Of(storeId),
            revision: null);
    }

    protected override PropertyMap PlanUpdate(UpdateRequest request, IReadOnlyList<Difference> differences, Tested tested, Session session)
    {
        var olds = request.OldOutputs;
        return Outputs(
            request.News,
            olds.Find(Properties.Identifier.Name),
            olds.Find(Properties.SecretManager.Name),
            olds.Find(Properties.StoreId.Name),
            differences.Count == 0 ? olds.Find(Properties.Revision.Name) : null);
    }

    // The default secret manager need not be given in the program.
    protected override PropertyMap InputsOf(EncryptedTextRecord record, Session session)
    {
        var manager = record.Fields.SecretManager == session.Store.Capabilities.SecretManager ? null : record.Fields.SecretManager;
        var known = Property.Present((Properties.Identifier, record.Fields.Identifier), (Properties.SecretManager, manager));
        return InputsOf(record, PropertyMap.From(known), knownRevision: null, session);
    }

    protected override Task<PropertyMap> RefreshedInputsAsync(ReadRequest request, EncryptedTextRecord record, Operation operation) =>
        Task.FromResult(InputsOf(record, request.OldInputs, OldRevision(request.OldOutputs), operation.Session));

    protected override Property? SecretOf(PropertyMap inputs) => Properties.Value;

    protected override void RefuseImport(EncryptedTextRecord record, Session session)
    {
        if (record.Managed)
        {
            throw new PluginException(
                StoreErrorCodes.EncryptedTextManaged,
                $"the encrypted text {TextProblems.Quote(record.Name)} ({record.Id}) in the store ({session.Store.Description}) belongs to a Jira "
                    + "account and is deleted with it, so it cannot be managed separately. Import the account.");
        }
    }

    // Whether an encrypted text has its own value or a reference is fixed; a preview must not promise what the write would refuse.
    protected override void RefuseUpdate(EncryptedTextRecord record, EncryptedTextCandidate candidate, Operation operation)
    {
        if (!candidate.Reference.IsUnknown && record.Fields.Reference is null != candidate.Reference.IsAbsent)
        {
            var what = record.Fields.Reference is null
                ? "has its own value and cannot get a reference"
                : "has a reference to another system and cannot get its own value";
            throw new PluginException(
                StoreErrorCodes.Unsupported,
                $"{ResourceName.Of(operation.Urn)} ({record.Id}) in the store ({operation.Session.Store.Description}) {what}. "
                + "This cannot be changed: change the value where it is kept, or create another encrypted text.");
        }
    }

    protected override PropertyMap ApplyRules(CheckRequest request, PropertyMap inputs, Operation operation, CheckProblems problems)
    {
        CheckValue(request, inputs, operation, problems);

        // An invalid scope was already reported, and must not be replaced by the default.
        var scope = inputs.Find(Properties.UsageScope.Name);
        return scope is null && request.News.Find(Properties.UsageScope.Name)?.Unwrap() is not (null or NullValue)
            ? inputs
            : inputs.With(Properties.UsageScope.Name, UsageScopeDeclaration.Normalise(scope, operation.Session.Store.Capabilities, problems));
    }

    private static void CheckValue(CheckRequest request, PropertyMap inputs, Operation operation, CheckProblems problems)
    {
        var (hasValue, hasReference) = (
            request.News.Find(Properties.Value.Name)?.Unwrap() is not (null or NullValue), inputs.ContainsKey(Properties.Reference.Name));
        if (hasValue && hasReference)
        {
            problems.Add(
                Properties.Reference,
                ErrorCodes.ValueAndReference,
                "is given in addition to 'value'; an encrypted text has either its own value or a reference to another system.");
        }
        else if (!hasValue && !hasReference && !operation.Session.Memory.IsImported(operation.Urn))
        {
            // The value of an object that was just imported is in the store and is not read back.
            problems.Add(Properties.Value, ErrorCodes.Missing, "is required.", valueMayHoldSecret: true);
        }
    }

    protected override void CheckReferences(CheckRequest request, PropertyMap inputs, Operation operation, CheckProblems problems)
    {
        if (Properties.Name.Read(request.OldInputs) is { IsKnown: true, Value: var before }
            && Properties.Name.Read(inputs) is { IsKnown: true, Value: var after }
            && before != after && operation.Session.Memory.EncryptedTextNames.GiveUp(before, operation.Urn) is { } referrer)
        {
            problems.Add(
                Properties.Name, ErrorCodes.EncryptedTextNameInUse,
                $"changes, and {ResourceName.Of(referrer)} of this program refers to the encrypted text by its old name. "
                    + "Use the encrypted text's id instead.",
                inputs[Properties.Name.Name].ContainsSecrets);
        }
    }

    protected override ImmutableArray<string> Stables(IReadOnlyList<Difference> differences, Session session) => [Properties.StoreId.Name];

    protected override IReadOnlyList<Difference> Compare(PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, Session session)
    {
        var differences = base.Compare(oldInputs, oldOutputs, news, session);

        // In stores with this form of scope, the scope identifies the object; in other stores it is an ordinary field.
        return session.Store.Capabilities.DefaultUsageScope is UsageScope.AccountOrgProject
            ? [.. differences.Select(difference => difference.Property == Properties.UsageScope ? difference with { Replaces = true } : difference)]
            : differences;
    }

    protected override async Task<DeleteResult> RemoveAsync(DeleteRequest request, Operation operation)
    {
        try
        {
            return await base.RemoveAsync(request, operation);
        }
        catch (EncryptedTextInUseException inUse)
        {
            throw EncryptedTextUsers.Refusal(inUse, operation);
        }
    }

    // Null means not known before the write, or not supported by the store.
    private static PropertyMap Outputs(
        PropertyMap inputs, PropertyValue? identifier, PropertyValue? secretManager, PropertyValue? storeId, PropertyValue? revision) =>
        PropertyMap.From(
        [
            .. inputs,
            .. secretManager is null ? [] : new[] { KeyValuePair.Create(Properties.SecretManager.Name, secretManager) },
            .. identifier is null ? [] : new[] { KeyValuePair.Create(Properties.Identifier.Name, identifier) },
            new(Properties.StoreId.Name, storeId ?? PropertyValue.Unknown),
            new(Properties.Revision.Name, revision ?? PropertyValue.Unknown),
        ]);

    // The value is kept only if it still is the stored one; if it is left out, the next preview adds it again.
    private static PropertyMap InputsOf(EncryptedTextRecord record, PropertyMap olds, string? knownRevision, Session session)
    {
        var isStillOurs = Properties.Value.Read(olds) is { IsKnown: true, Value: var value }
            && session.MayHold(record.CredentialMark, value, knownRevision);
        var own = new Dictionary<Property, PropertyValue?>
        {
            [Properties.Value] = isStillOurs ? Properties.Value.Write(olds.Find(Properties.Value.Name)!.AsString()!) : null,
        };
        return Properties.Record.ToInputs(Properties.Inputs, record.Fields, olds, session.Store.Capabilities, own);
    }
}
