namespace HarnessCollab.Provider.Resources;

/// <summary>
/// A resource whose objects have a unique name in the store, and the common consequences: Check claims names, two rows with the same name cannot
/// exist together during a replacement, and a run does not delete what it has imported.
/// </summary>
internal abstract class NamedResource : Resource
{
    protected abstract NameKind Names { get; }

    /// <summary>The input with the unique name.</summary>
    protected abstract Property<string> NameProperty { get; }

    /// <summary>The input with the identifier, in stores with identifiers.</summary>
    protected abstract Property<string> IdentifierProperty { get; }

    /// <summary>The inputs that the store fills in at creation, and that keep their value when the program omits them.</summary>
    protected virtual IReadOnlyList<Property<string>> KeptProperties => [IdentifierProperty];

    /// <summary>The inputs that name the scope of the object, in stores with scopes.</summary>
    protected virtual IReadOnlyList<Property<string>> ScopeProperties => [];

    public sealed override CheckResult Check(CheckRequest request, Operation operation)
    {
        var problems = new CheckProblems(ResourceName.Of(Name, request.Name));
        var inputs = Normalise(request, operation, problems);
        StoreNameRule.Check(NameProperty, NameProperty.Read(inputs), operation.Session.Store.Capabilities, problems);
        Claim(inputs, operation, problems);

        CheckReferences(request, inputs, operation, problems);
        NoteRegistration(request, inputs, operation);
        return new CheckResult(inputs, problems);
    }

    public sealed override async Task<DiffResult> DiffAsync(DiffRequest request, Operation operation)
    {
        var (urn, session) = (operation.Urn, operation.Session);
        await StoreGuard.EnsureSameAsync(request.OldOutputs, operation);
        // If Check ran in this run, the inputs are its result.
        var news = session.Memory.IsAwaited(urn) ? request.News : AsChecked(request, operation);
        var differences = Compare(request.OldInputs, request.OldOutputs, news, session);

        // Two rows with the same name or identifier cannot exist together, so every replacement has to delete first, whatever its reason.
        var standsInTheWay = session.Store.Capabilities.NamesAreUnique
            ? NameProperty.Read(request.OldInputs) is { IsKnown: true } before && NameProperty.Read(news) is { IsKnown: true } after
                && before.Value == after.Value
            : PlanId(news, session) == request.Id;
        session.Memory.Diffed(urn, request.Id, standsInTheWay);
        if (session.Memory.IsOutgoing(urn, request.Id))
        {
            session.Successors.Plan(urn, news);
        }

        return new DiffResult(differences, Stables(differences, session), DeleteBeforeReplace: standsInTheWay);
    }

    public sealed override async Task DeleteAsync(DeleteRequest request, Operation operation)
    {
        var (urn, session) = (operation.Urn, operation.Session);
        if (session.Memory.IsToBeKept(request.Id))
        {
            await session.Log.WarnAsync(
                urn,
                $"{ErrorCodes.NotDeletedAfterImport}: {request.Id} was not deleted: this run has imported or adopted it, "
                + "so it is the object to keep. To delete it, remove the resource and run again.");
            return;
        }

        await StoreGuard.EnsureSameAsync(request.OldOutputs, operation);
        if (session.Memory.IsOutgoing(urn, request.Id) && session.Successors.Find(urn) is { } successor)
        {
            await BeforeReplacementAsync(successor, operation);
        }

        await WarnAfterDeleteAsync(request, await RemoveAsync(request, operation), operation);
    }

    /// <summary>The rules of Check about several inputs; also adds inputs that follow from others. Never accesses the store.</summary>
    /// <param name="request">The inputs as received.</param>
    /// <param name="inputs">The inputs that are valid by themselves, normalised.</param>
    protected abstract PropertyMap ApplyRules(CheckRequest request, PropertyMap inputs, Operation operation, CheckProblems problems);

    /// <summary>
    /// The id that a new object with these inputs gets, in stores where the id follows from the inputs; null in other stores, and while an input is
    /// unknown.
    /// </summary>
    protected abstract string? PlanId(PropertyMap inputs, Session session);

    /// <summary>The differences; inputs that identify the object are compared with the outputs that the store computed.</summary>
    protected virtual IReadOnlyList<Difference> Compare(PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, Session session)
    {
        var (old, now) = IdentityDiff.Align(KeptProperties, ScopeProperties, oldInputs, oldOutputs, news);
        return DefaultDiff.Compare(InputProperties, old, now);
    }

    // A refresh that runs the program compares the raw inputs, without the changes that Check makes. Inputs that neither side has are left out: the
    // engine may have removed them again (ignoreChanges).
    private PropertyMap AsChecked(DiffRequest request, Operation operation)
    {
        var name = ResourceName.Of(operation.Urn);
        var problems = new CheckProblems(name);
        var inputs = Normalise(new CheckRequest(name, request.OldInputs, request.News), operation, problems);
        return problems.Any
            ? request.News
            : PropertyMap.From(inputs.Where(input => request.News.ContainsKey(input.Key) || request.OldInputs.ContainsKey(input.Key)));
    }

    private PropertyMap Normalise(CheckRequest request, Operation operation, CheckProblems problems)
    {
        var inputs = InputCheck.WithoutEmpty(InputProperties, InputCheck.Run(InputProperties, request.News, problems));
        inputs = ApplyRules(request, inputs, operation, problems);
        RefuseUnfit(InputProperties, inputs, operation.Session, problems);
        return inputs;
    }

    /// <summary>Reports each property that the store does not support.</summary>
    protected static void RefuseUnfit(PropertySet declared, PropertyMap given, Session session, CheckProblems problems)
    {
        foreach (var (property, path) in InputCheck.Unfit(declared, given, session.Store.Capabilities))
        {
            problems.Add(
                property, path, ErrorCodes.NotInThisStore, $"is not supported by the store ({session.Store.Description}); leave it out.");
        }
    }

    /// <summary>A name and a reference to it must not change separately in one run: the engine decides which of the two is written first.</summary>
    protected virtual void CheckReferences(CheckRequest request, PropertyMap inputs, Operation operation, CheckProblems problems)
    {
    }

    /// <summary>The outputs that do not change with these differences.</summary>
    protected abstract ImmutableArray<string> Stables(IReadOnlyList<Difference> differences, Session session);

    /// <summary>Refuses a delete before a replacement that could not be created.</summary>
    protected virtual Task BeforeReplacementAsync(PropertyMap successor, Operation operation) => Task.CompletedTask;

    protected abstract Task<DeleteResult> RemoveAsync(DeleteRequest request, Operation operation);

    /// <summary>An object was written: a later Delete in this run removes another object.</summary>
    protected static void NoteWritten(Operation operation)
    {
        operation.Session.Memory.Written(operation.Urn);
        operation.Session.Successors.Drop(operation.Urn);
    }

    private static void NoteRegistration(CheckRequest request, PropertyMap inputs, Operation operation)
    {
        var (urn, session) = (operation.Urn, operation.Session);
        var hasOlds = request.OldInputs.Count > 0;
        session.Memory.Checked(urn, hasOlds);
        if (hasOlds)
        {
            session.Successors.Drop(urn);
        }
        else
        {
            session.Successors.Renew(urn, inputs);
        }
    }

    private static async Task WarnAfterDeleteAsync(DeleteRequest request, DeleteResult result, Operation operation)
    {
        var (urn, session) = (operation.Urn, operation.Session);
        if (result is not { Existed: true, LastWriter: { } writer })
        {
            return;
        }

        var last = $"{writer} at {TimeText.Of(result.LastWrittenAt)}";
        var stack = StackName.Of(writer.Urn);
        if (result.Kept)
        {
            var where = stack is null ? "the stack that has it" : $"{stack}";
            await session.Log.WarnAsync(
                urn,
                $"{ErrorCodes.LeftToAnotherStack}: {request.Id} was not deleted, but only removed from this stack's state: "
                + $"another stack has written it after this one. Last written by {last}. "
                + "To delete the object itself, destroy it in "
                + $"{where}{(DeleteCommand(request.Id, session) is { } command ? $"; if no stack has it any more: {command}" : "")}.");
            return;
        }

        // Diff named it as this resource's object, so another URN of the same stack is the resource's previous URN.
        if (!session.Memory.IsKnown(urn, request.Id) || stack is null || stack != StackName.Of(urn))
        {
            var missed = stack is null || stack == StackName.Of(urn) ? "" : $" If {stack} still has it, its next refresh finds it deleted.";
            await session.Log.WarnAsync(
                urn, $"{ErrorCodes.WrittenByAnother}: {request.Id} was deleted although someone else wrote it last: {last}.{missed}");
        }
    }

    /// <summary>The command that deletes an object which no stack has; null in stores without such a command.</summary>
    private static string? DeleteCommand(string id, Session session) =>
        session.Store.Capabilities.KeepsJournal ? CommandOf($"accounts delete --id {id}") : null;

    /// <summary>How users of the Pulumi CLI run a command of the plugin.</summary>
    public static string CommandOf(string command) => $"pulumi plugin run --kind resource {PackageInfo.Name} -- {command}";

    private void Claim(PropertyMap inputs, Operation operation, CheckProblems problems)
    {
        var (urn, session) = (operation.Urn, operation.Session);
        var byName = session.Store.Capabilities.NamesAreUnique;
        var name = NameProperty.Read(inputs);
        var wanted = byName ? name.Or(null) : problems.Any ? null : PlanId(inputs, session);
        if (wanted is null || Names.Claims(session).Claim(wanted, urn) is not { } holder || holder == urn)
        {
            return;
        }

        // The program may have marked the name secret; then the message must not contain it.
        var isSecret = inputs[NameProperty.Name].ContainsSecrets;
        var shown = isSecret ? "a value" : $"{TextProblems.Quote(name.Value)},";
        var problem = byName
            ? $"is {shown} which {ResourceName.Of(holder)} of this program has too; {Names.Why}."
            : $"is {shown} and results in the same identifier as that of {ResourceName.Of(holder)} of this program; "
                + $"give one of them an '{IdentifierProperty.Name}' of its own.";
        problems.Add(NameProperty, Names.ClaimedCode, problem, isSecret);
    }

    /// <summary>The error of an update whose object does not exist any more.</summary>
    protected static PluginException Gone(UpdateRequest request, Operation operation) => new(
        ErrorCodes.GoneBeforeUpdate,
        $"{ResourceName.Of(operation.Urn)} ({request.Id}) is no longer in the store ({operation.Session.Store.Description}), "
        + "so it cannot be updated. Run a refresh; the next up creates it again.");
}
