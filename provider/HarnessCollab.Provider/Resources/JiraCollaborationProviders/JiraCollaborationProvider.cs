using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using Properties = HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>An account with which Harness works in Jira. Its settings are tested against Jira before they are written.</summary>
internal sealed class JiraCollaborationProvider : StoredResource<JiraAccountCandidate, JiraAccountFields, JiraAccountRecord>
{
    public static readonly NameKind NameKind = new(
        "display name",
        $"{PackageInfo.Name}:index:JiraCollaborationProvider",
        ErrorCodes.DisplayNameClaimed,
        ErrorCodes.DisplayNameTaken,
        "display names are unique, because pipelines pick the account by them",
        session => session.Memory.DisplayNames,
        async (session, name, cancellationToken) =>
            await session.Store.Accounts.FindByNameAsync(name, cancellationToken) is { } row ? NameHolder.Of(row) : null);

    public override string Name => "JiraCollaborationProvider";

    public override PropertySet InputProperties => Properties.Inputs;

    public override PropertySet OutputProperties => Properties.Outputs;

    protected override NameKind Names => NameKind;

    protected override ListQuery<JiraAccountFields> Query => Properties.Query;

    protected override Property<string> NameProperty => Properties.DisplayName;

    protected override Property<string> IdentifierProperty => Properties.Identifier;

    protected override IReadOnlyList<Property<string>> ScopeProperties => [Properties.OrgId, Properties.ProjectId];

    protected override Property<string> RevisionProperty => Properties.Revision;

    protected override Property<bool> ForceDeleteProperty => Properties.ForceDelete;

    protected override bool TestsBeforeWrites => true;

    protected override IStoreTable<JiraAccountFields, JiraAccountRecord> Table(Session session) => session.Store.Accounts;

    protected override JiraAccountCandidate Candidate(PropertyMap inputs) => JiraAccountCandidate.From(inputs);

    protected override async Task<JiraAccountCandidate> ReadAsync(PropertyMap inputs, Operation operation)
    {
        var candidate = Candidate(inputs);
        candidate.Text = await EncryptedTextReference.FindAsync(Properties.EncryptedText, candidate, operation);
        candidate.UsernameText = await EncryptedTextReference.FindAsync(Properties.UsernameSecret, candidate, operation);
        return candidate;
    }

    // Also warns about other accounts whose names people could confuse with this one.
    protected override async Task<JiraAccountRecord?> FindInTheWayAsync(ObjectIdentity wanted, JiraAccountRecord? own, Operation operation)
    {
        var (session, urn, name) = (operation.Session, operation.Urn, wanted.Name);
        var others = (await session.Store.Accounts.FindOfLikeNameAsync(wanted, operation.Cancellation))
            .Where(row => row.Id != own?.Id && !(operation.IsPreview && session.Memory.IsOutgoing(urn, row.Id))).ToArray();
        var holder = session.Store.Capabilities.NamesAreUnique ? others.FirstOrDefault(row => row.Name == name)
            : own is null ? await session.Store.Accounts.FindInTheWayAsync(wanted, session.AuthorOf(urn), operation.Cancellation)
            : null; // An object keeps its identifier, whatever it is called.
        foreach (var neighbour in others.Where(row => row.Id != holder?.Id))
        {
            var like = neighbour.Name == name
                ? $"{neighbour.Id} has the display name {TextProblems.Quote(name)} as well"
                : $"the display name {TextProblems.Quote(name)} differs from {TextProblems.Quote(neighbour.Name)} ({neighbour.Id}) "
                    + "only in upper and lower case";
            await session.Log.WarnAsync(urn, $"{ErrorCodes.CaseOnlyNeighbour}: {like}; people will mix them up.");
        }

        return holder;
    }

    protected override Task<Tested> BeforeCreateAsync(JiraAccountCandidate candidate, Operation operation) => TestAsync(candidate, operation);

    protected override async Task<Tested> BeforeUpdateAsync(
        UpdateRequest request, JiraAccountCandidate candidate, JiraAccountRecord record, IReadOnlyList<Difference> differences, Operation operation)
    {
        if (!UpdateTest.IsNeeded(differences, request.OldOutputs))
        {
            return new(Report: null, IsDue: false);
        }

        return await TestAsync(await WithStoredAsync(candidate, record, operation), operation, isUnwell: differences.Count == 0);
    }

    protected override Task<Tested> AfterWriteAsync(JiraAccountRecord written, Tested tested, Operation operation) =>
        DelegateGate.ConcludeAsync(written.DelegateTest, tested, operation);

    protected override Draft<JiraAccountFields> ToDraft(
        JiraAccountCandidate candidate, ConnectionReport? report, JiraAccountRecord? present, Operation operation)
    {
        var keepsCredential = present is not null && candidate.HasNoCredential && operation.Session.Memory.IsImported(operation.Urn);
        return new(
            candidate.ToFields(candidate.UsernameText?.Id, report, present?.Fields),
            keepsCredential ? new CredentialSource.AsStored() : CredentialReader.Read(candidate, candidate.Text?.Id));
    }

    protected override async Task<Draft<JiraAccountFields>> ToBasisAsync(UpdateRequest request, JiraAccountRecord record, Operation operation)
    {
        // The encrypted text that the state names for the user name; if it has been deleted since, it is not a part of the basis.
        var old = Candidate(request.OldInputs);
        var user = old.UsernameSecret.IsKnown
            ? await operation.Session.Store.FindReferencedTextAsync(
                old.UsernameSecret.Value, PlaceRule.Of(old, operation.Session), operation.Cancellation)
            : null;
        return new(old.ToFields(user?.Id, report: null, record.Fields), CredentialReader.ReadBasis(old, request.OldOutputs));
    }

    protected override bool IsAsWanted(JiraAccountRecord holder, Draft<JiraAccountFields> draft, Session session) =>
        holder.Fields == draft.Fields && draft.Credential switch
        {
            CredentialSource.Owned owned =>
                holder.OwnsSecret && holder.CredentialMark is CredentialMark.Fingerprint mark && session.Store.Holds(mark, owned.Value),
            CredentialSource.Reference reference => !holder.OwnsSecret && holder.SecretId == reference.TextId,
            _ => false,
        };

    protected override PropertyMap Encode(
        PropertyMap inputs, PropertyMap oldOutputs, string storeId, JiraAccountRecord record, string revision, Tested tested) =>
        OutputEncoder.Encode(inputs, storeId, record, revision, ConnectionAfter(tested, oldOutputs));

    protected override PropertyMap PlanCreate(PropertyMap inputs, JiraAccountCandidate candidate, string? storeId, Tested tested, Session session)
    {
        var scope = candidate.Text?.UsageScope ?? (candidate.EncryptedText.IsAbsent ? UsageScope.All : null);
        var isDerived = Properties.Identifier.Read(inputs).IsAbsent && session.Store.Capabilities.SupportsIdentifiers;
        return OutputEncoder.Plan(
            inputs,
            isDerived ? PropertyValue.Unknown : inputs.Find(Properties.Identifier.Name),
            storeId is null ? null : PropertyValue.Of(storeId),
            candidate.Text is null ? null : PropertyValue.Of(candidate.Text.Id),
            scope is null ? null : UsageScopeDeclaration.Write(scope),
            revision: null,
            tested.IsFinal ? OutputEncoder.EncodeConnection(tested.Report) : null);
    }

    protected override PropertyMap PlanUpdate(UpdateRequest request, IReadOnlyList<Difference> differences, Tested tested, Session session)
    {
        var olds = request.OldOutputs;
        var stables = Stables(differences, session);
        return OutputEncoder.Plan(
            request.News,
            olds.Find(Properties.Identifier.Name),
            Stable(Properties.StoreId),
            Stable(Properties.SecretId),
            Stable(Properties.UsageScope),
            differences.Count == 0 ? olds.Find(Properties.Revision.Name) : null,
            tested.IsDue && !tested.IsFinal ? null : ConnectionAfter(tested, olds));

        PropertyValue? Stable(Property property) => stables.Contains(property.Name) ? olds.Find(property.Name) : null;
    }

    protected override PropertyMap InputsOf(JiraAccountRecord record, Session session) => JiraAccountReader.InputsOf(record, session);

    protected override Task<PropertyMap> RefreshedInputsAsync(ReadRequest request, JiraAccountRecord record, Operation operation) =>
        JiraAccountReader.RefreshedInputsAsync(request, record, operation);

    protected override Property? SecretOf(PropertyMap inputs) => Candidate(inputs).CredentialProperty;

    protected override Task<ReadResult> AfterRefreshAsync(
        ReadRequest request, JiraAccountRecord record, PropertyMap inputs, string storeId, string revision, Operation operation) =>
        JiraAccountReader.TestAsync(request, record, inputs, storeId, revision, operation);

    protected override async Task<PluginException> RefusalAsync(NameTakenException taken, NameWish wish) =>
        taken.Code == StoreErrorCodes.JiraAccountNameTaken
            ? await base.RefusalAsync(taken, wish)
            // The clash is about the name of the account's own encrypted text: it cannot be imported, and is never taken over.
            : new PluginException(
                ErrorCodes.EncryptedTextNameTaken,
                $"{ResourceName.Of(wish.Urn)} keeps its credential in an encrypted text of its own, and "
                + $"{NameClash.Held(EncryptedText.NameKind, taken.Holder, wish.Session)} "
                + (wish.Session.Store.Capabilities.NamesAreUnique
                    ? "Rename that encrypted text, or choose another display name."
                    : "Give the account another 'identifier', or remove that encrypted text if nothing uses it."));

    protected override PropertyMap ApplyRules(CheckRequest request, PropertyMap inputs, Operation operation, CheckProblems problems) =>
        InputRules.Apply(request.News, inputs, operation.Session.Memory.IsImported(operation.Urn), operation.Session, problems);

    protected override void CheckReferences(CheckRequest request, PropertyMap inputs, Operation operation, CheckProblems problems)
    {
        if (Properties.EncryptedText.Read(inputs) is { IsKnown: true, Value: var reference }
            && operation.Session.Memory.EncryptedTextNames.Refer(reference, operation.Urn) is { } text)
        {
            problems.Add(
                Properties.EncryptedText, ErrorCodes.EncryptedTextNameInUse,
                $"is the old name of {ResourceName.Of(text)} of this program, which gets another name in this run. "
                    + "Use the encrypted text's id instead.",
                inputs[Properties.EncryptedText.Name].ContainsSecrets);
        }
    }

    // A reference in the platform's spelling means the same as the id that an import returns.
    protected override IReadOnlyList<Difference> Compare(PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, Session session)
    {
        return [.. base.Compare(oldInputs, oldOutputs, news, session).Where(difference => !IsSpelling(difference.Property))];

        bool IsSpelling(Property property) =>
            (property == Properties.EncryptedText || property == Properties.UsernameSecret)
            && Spelled(property, news) is { } now && now == Spelled(property, oldInputs);

        string? Spelled(Property property, PropertyMap inputs) =>
            ((Property<string>)property).Read(inputs) is { IsKnown: true, Value: var text }
                ? session.Store.SuggestId(text, PlaceRule.Of(Candidate(inputs), session)) ?? text
                : null;
    }

    protected override ImmutableArray<string> Stables(IReadOnlyList<Difference> differences, Session session)
    {
        var changed = differences.Select(difference => difference.Property).ToHashSet();
        return changed.Contains(Properties.EncryptedText) ? [Properties.StoreId.Name]
            : !session.Store.Capabilities.KeepsSecretId && Properties.Credentials.Any(credential => changed.Contains(credential.Property))
                ? [Properties.StoreId.Name, Properties.UsageScope.Name]
            : [Properties.StoreId.Name, Properties.SecretId.Name, Properties.UsageScope.Name];
    }

    protected override async Task BeforeReplacementAsync(PropertyMap successor, Operation operation)
    {
        // After the delete of the old object, a failed test would leave no object at all. References may be created later in this run.
        var candidate = await ReadAsync(successor, operation with { IsPreview = true });
        await ConnectionGate.PassAsync(candidate, TestPhase.Apply, operation);
    }

    private static async Task<Tested> TestAsync(JiraAccountCandidate candidate, Operation operation, bool isUnwell = false) =>
        new(await ConnectionGate.PassAsync(candidate, operation.IsPreview ? TestPhase.Preview : TestPhase.Apply, operation, isUnwell), IsDue: true)
        {
            ByDelegate = DelegateGate.PolicyOf(candidate, operation.Session),
        };

    // Tests the future state: a candidate without a credential keeps the stored one.
    private static async Task<JiraAccountCandidate> WithStoredAsync(JiraAccountCandidate candidate, JiraAccountRecord record, Operation operation) =>
        candidate.HasNoCredential && await operation.Session.Store.RevealAsync(record.SecretId, operation.Cancellation) is { } stored
            ? candidate.With(record.Fields.CredentialKind, stored)
            : candidate;

    // Without a test now, the earlier result is kept.
    private static PropertyValue ConnectionAfter(Tested tested, PropertyMap oldOutputs) =>
        (tested.IsDue ? null : oldOutputs.Find(Properties.Connection.Name)) ?? OutputEncoder.EncodeConnection(tested.Report);
}
