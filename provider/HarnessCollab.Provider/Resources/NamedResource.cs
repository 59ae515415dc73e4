using System.Collections.Immutable;
using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// A resource whose objects have a unique name in the store. What follows from that is the same for all of them: names are claimed
/// in Check, two rows of one name cannot stand side by side during a replacement, and what was imported in a run is not deleted by it.
/// </summary>
internal abstract class NamedResource : Resource
{
    protected abstract NameKind Names { get; }

    /// <summary>The input that holds the unique name.</summary>
    protected abstract Property<string> NameProperty { get; }

    /// <summary>The input that holds the identifier, in stores that have such.</summary>
    protected abstract Property<string> IdentifierProperty { get; }

    /// <summary>The inputs that the store fills in when an object is created, and that stay as they are when the program leaves them out.</summary>
    protected virtual IReadOnlyList<Property<string>> KeptProperties => [IdentifierProperty];

    /// <summary>The inputs that say where the object lies, in stores that have scopes.</summary>
    protected virtual IReadOnlyList<Property<string>> ScopeProperties => [];

    public sealed override CheckResult Check(CheckRequest request, Session session)
    {
        var problems = new CheckProblems(ResourceName.Of(Name, request.Name));
        var inputs = Normalise(request, session, problems);
        StoreNameRule.Check(NameProperty, NameProperty.Read(inputs), session.Store.Capabilities, problems);
        Claim(request.Urn, inputs, session, problems);

        CheckReferences(request, inputs, session, problems);
        NoteRegistration(request, inputs, session);
        return new CheckResult(inputs, problems);
    }

    public sealed override async Task<DiffResult> DiffAsync(DiffRequest request, Session session, CancellationToken cancellationToken)
    {
        await StoreGuard.EnsureSameAsync(request.OldOutputs, new(request.Urn, IsPreview: true, session, cancellationToken));
        // After a Check of this run the inputs are what it has made of them.
        var news = session.Memory.IsAwaited(request.Urn) ? request.News : AsChecked(request, session);
        var differences = Compare(request.OldInputs, request.OldOutputs, news, session);

        // Two rows of one name, or of one identifier, cannot stand side by side, so a replacement must delete first, whoever asks for it.
        var standsInTheWay = session.Store.Capabilities.NamesAreUnique
            ? NameProperty.Read(request.OldInputs) is { IsKnown: true } before && NameProperty.Read(news) is { IsKnown: true } after
                && before.Value == after.Value
            : PlanId(news, session) == request.Id;
        session.Memory.Diffed(request.Urn, request.Id, standsInTheWay);
        if (session.Memory.IsOutgoing(request.Urn, request.Id))
        {
            session.Successors.Plan(request.Urn, news);
        }

        return new DiffResult(differences, Stables(differences, session), DeleteBeforeReplace: standsInTheWay);
    }

    public sealed override async Task DeleteAsync(DeleteRequest request, Session session, CancellationToken cancellationToken)
    {
        if (session.Memory.IsToBeKept(request.Id))
        {
            await session.Log.WarnAsync(
                request.Urn,
                $"{ErrorCodes.NotDeletedAfterImport}: {request.Id} was not deleted: it has been imported or taken up in this very run, "
                + "so it is the object that is to be kept. To delete it, remove the resource and run again.");
            return;
        }

        await StoreGuard.EnsureSameAsync(request.OldOutputs, new(request.Urn, IsPreview: false, session, cancellationToken));
        if (session.Memory.IsOutgoing(request.Urn, request.Id) && session.Successors.Find(request.Urn) is { } successor)
        {
            await BeforeReplacementAsync(request.Urn, successor, session, cancellationToken);
        }

        await WarnAfterDeleteAsync(request, await RemoveAsync(request, session, cancellationToken), session);
    }

    /// <summary>The rules of Check that concern several inputs; adds what follows from them to the inputs. Never looks into the store.</summary>
    /// <param name="request">The inputs as they came.</param>
    /// <param name="inputs">Those of them that are in order by themselves, normalised.</param>
    protected abstract PropertyMap ApplyRules(CheckRequest request, PropertyMap inputs, Session session, CheckProblems problems);

    /// <summary>
    /// The id that a new object with these inputs would get, in stores where it follows from them; null elsewhere, and while something is unknown.
    /// </summary>
    protected abstract string? PlanId(PropertyMap inputs, Session session);

    /// <summary>What differs; what identifies the object is compared with what the store made of it.</summary>
    protected virtual IReadOnlyList<Difference> Compare(PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, Session session)
    {
        var (old, now) = IdentityDiff.Align(KeptProperties, ScopeProperties, oldInputs, oldOutputs, news);
        return DefaultDiff.Compare(InputProperties, old, now);
    }

    // A refresh that runs the program compares with its inputs as they are, without what Check makes of them. What neither side has is left out: the
    // engine may have taken it away again (ignoreChanges).
    private PropertyMap AsChecked(DiffRequest request, Session session)
    {
        var problems = new CheckProblems(ResourceName.Of(request.Urn));
        var given = new CheckRequest(request.Urn, ResourceName.Of(request.Urn), request.OldInputs, request.News);
        var inputs = Normalise(given, session, problems);
        return problems.Any
            ? request.News
            : PropertyMap.From(inputs.Where(input => request.News.ContainsKey(input.Key) || request.OldInputs.ContainsKey(input.Key)));
    }

    private PropertyMap Normalise(CheckRequest request, Session session, CheckProblems problems)
    {
        var inputs = InputCheck.WithoutEmpty(InputProperties, InputCheck.Run(InputProperties, request.News, problems));
        inputs = ApplyRules(request, inputs, session, problems);
        RefuseUnfit(InputProperties, inputs, session, problems);
        return inputs;
    }

    /// <summary>Properties that the store does not know are a problem each.</summary>
    protected static void RefuseUnfit(PropertySet declared, PropertyMap given, Session session, CheckProblems problems)
    {
        foreach (var (property, path) in InputCheck.Unfit(declared, given, session.Store.Capabilities))
        {
            problems.Add(
                property, path, ErrorCodes.NotInThisStore, $"cannot be kept by the store ({session.Store.Description}); leave it out.");
        }
    }

    /// <summary>A name and a reference to it must not part in one run: which of the two is written first is the engine's choice.</summary>
    protected virtual void CheckReferences(CheckRequest request, PropertyMap inputs, Session session, CheckProblems problems)
    {
    }

    /// <summary>The outputs that these differences leave as they are.</summary>
    protected abstract ImmutableArray<string> Stables(IReadOnlyList<Difference> differences, Session session);

    /// <summary>Refuses a delete that makes room for inputs which could not be created.</summary>
    protected virtual Task BeforeReplacementAsync(string urn, PropertyMap successor, Session session, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected abstract Task<DeleteResult> RemoveAsync(DeleteRequest request, Session session, CancellationToken cancellationToken);

    /// <summary>An object was written: what a Delete removes from now on is something else.</summary>
    protected static void NoteWritten(string urn, Session session)
    {
        session.Memory.Written(urn);
        session.Successors.Drop(urn);
    }

    private static void NoteRegistration(CheckRequest request, PropertyMap inputs, Session session)
    {
        var hasOlds = request.OldInputs.Count > 0;
        session.Memory.Checked(request.Urn, hasOlds);
        if (hasOlds)
        {
            session.Successors.Drop(request.Urn);
        }
        else
        {
            session.Successors.Renew(request.Urn, inputs);
        }
    }

    private static async Task WarnAfterDeleteAsync(DeleteRequest request, DeleteResult result, Session session)
    {
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
                request.Urn,
                $"{ErrorCodes.LeftToAnotherStack}: {request.Id} was not deleted, and only leaves this stack's state: "
                + $"another stack wrote it after this one had. Last written by {last}. "
                + "To delete it for real, destroy it in "
                + $"{where}{(DeleteCommand(request.Id, session) is { } command ? $"; if no stack has it any more: {command}" : "")}.");
            return;
        }

        // Diff has said that it is this resource's: then another URN of this stack is the one it had before.
        if (!session.Memory.IsKnown(request.Urn, request.Id) || stack is null || stack != StackName.Of(request.Urn))
        {
            var missed = stack is null || stack == StackName.Of(request.Urn) ? "" : $" If {stack} still has it, its next refresh sees it gone.";
            await session.Log.WarnAsync(
                request.Urn, $"{ErrorCodes.WrittenByAnother}: {request.Id} was deleted although someone else wrote it last: {last}.{missed}");
        }
    }

    /// <summary>The command that deletes an object which no stack has, in stores where there is one.</summary>
    private static string? DeleteCommand(string id, Session session) =>
        session.Store.Capabilities.KeepsJournal ? CommandOf($"accounts delete --id {id}") : null;

    /// <summary>How a command of the plugin is called by those who have the Pulumi CLI.</summary>
    public static string CommandOf(string command) => $"pulumi plugin run --kind resource {PackageInfo.Name} -- {command}";

    private void Claim(string urn, PropertyMap inputs, Session session, CheckProblems problems)
    {
        var byName = session.Store.Capabilities.NamesAreUnique;
        var name = NameProperty.Read(inputs);
        var wanted = byName ? name.Or(null) : problems.Any ? null : PlanId(inputs, session);
        if (wanted is null || Names.Claims(session).Claim(wanted, urn) is not { } holder || holder == urn)
        {
            return;
        }

        // The program may have marked the name secret; then neither we nor the engine may show it.
        var isSecret = inputs[NameProperty.Name].ContainsSecrets;
        var shown = isSecret ? "one" : $"{TextProblems.Quote(name.Value)},";
        var problem = byName
            ? $"is {shown} which {ResourceName.Of(holder)} of this program has too; {Names.Why}."
            : $"is {shown} and leads to the identifier that {ResourceName.Of(holder)} of this program gets too; "
                + $"give one of them an '{IdentifierProperty.Name}' of its own.";
        problems.Add(NameProperty, NameProperty.Name, Names.ClaimedCode, problem, isSecret);
    }

    /// <summary>An update met nothing.</summary>
    protected static PluginException Gone(UpdateRequest request, Session session) => new(
        ErrorCodes.GoneBeforeUpdate,
        $"{ResourceName.Of(request.Urn)} ({request.Id}) is no longer in the store ({session.Store.Description}), so it cannot be updated. "
        + "Run a refresh; the next up creates it again.",
        StatusCode.NotFound);
}
