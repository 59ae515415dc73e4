using Google.Protobuf;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Monitor;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Steps;
using HarnessCollab.Engine.Tests.Replay;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Steps;

/// <summary>Decisions alone: no server, no plugin, no program, nothing saved.</summary>
public sealed class StepGeneratorTests
{
    private static readonly ResourceState Account = new() { Urn = "urn:pulumi:dev::p::a:b:Account::n", Type = "a:b:Account", Custom = true };
    private static readonly Goal Goal = new() { Name = "n", Wanted = Account };
    private static readonly DiffOutcome Changed = new() { Differs = true };
    private static readonly DiffOutcome Replaced = new() { Differs = true, Replaces = ["place"] };

    public static TheoryData<string> Runs =>
        [.. ReplayTests.Runs.Select(run => run.Data).Where(run => !run.StartsWith("06-refresh", StringComparison.Ordinal))];

    public static TheoryData<string, string> Decisions => new()
    {
        { "nothing", "Create InPlace" },
        { "the same", "Same InPlace" },
        { "changed", "Update InPlace" },
        { "not in order", "Update InPlace" },
        { "replaced", "CreateReplacement BesideOld, Replace Not" },
        { "deleted first", "DeleteReplaced AsPendingReplacement, Replace Not, CreateReplacement InPlace" },
        { "deleted by an earlier run", "Replace Not, CreateReplacement InPlace" },
        { "read before", "CreateReplacement BesideOld, Replace Not" },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void What_was_recorded_of_Check_and_Diff_gives_the_steps_that_the_CLI_took(string run)
    {
        var calls = ReplayTests.Calls(run);
        var state = new SnapshotManager(ReplayTests.Load($"{run}.before.json"), null, CancellationToken.None);
        var made = new List<(string Urn, string Call)>();
        foreach (var call in calls.Where(call => call is { Service: "ResourceMonitor", Method: "RegisterResource" or "ReadResource" }))
        {
            foreach (var step in Recorded(call, calls, state))
            {
                Take(step, state, made);
            }
        }

        foreach (var deletion in StepGenerator.Deletions(state.Leftovers()))
        {
            Take(deletion.Step, state, made);
        }

        var recorded = calls.Where(call => call is { Service: "ResourceProvider", Method: "Create" or "Read" or "Update" or "Delete" })
            .Select(call => (Urn(call), call.Method));
        Assert.Equal(recorded.OrderBy(call => call.Item1, StringComparer.Ordinal), made.OrderBy(call => call.Urn, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Decisions))]
    public void A_step_says_what_is_done_and_how_it_is_kept(string what, string steps)
    {
        var old = Account with { Id = "1", Protect = true };
        var (before, diff) = what switch
        {
            "nothing" => (null, DiffOutcome.None),
            "the same" => (old, DiffOutcome.None),
            "changed" => (old, Changed),
            "not in order" => (old with { InitErrors = ["broken"] }, DiffOutcome.None),
            "replaced" => (old, Replaced),
            "deleted first" => (old, Replaced with { DeleteBeforeReplace = true }),
            "deleted by an earlier run" => (old with { PendingReplacement = true }, DiffOutcome.None),
            _ => (old with { External = true }, Replaced with { DeleteBeforeReplace = true }),
        };

        Assert.Equal(steps, string.Join(", ", StepGenerator.Change(Goal, Account, before, diff).Select(step => $"{step.Op} {step.Kept}")));
    }

    [Fact]
    public void What_is_protected_or_still_to_be_imported_is_not_replaced()
    {
        var old = Account with { Id = "1", Protect = true };

        Assert.Contains(
            "marked for protection",
            Assert.Throws<EngineException>(() => StepGenerator.Change(Goal, Account with { Protect = true }, old, Replaced)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "import option",
            Assert.Throws<EngineException>(() => StepGenerator.Change(Goal, Account with { ImportId = "1" }, old, Replaced)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Deletions_come_after_those_of_dependants_and_say_what_they_leave()
    {
        var first = Account with { Urn = Account.Urn + "1", Id = "1" };
        var second = Account with { Urn = Account.Urn + "2", Id = "2", Dependencies = [first.Urn], DeletedWith = first.Urn };
        var third = Account with { Urn = Account.Urn + "3", Id = "3", Protect = true };
        var read = Account with { Urn = Account.Urn + "4", Id = "4", External = true };

        var deletions = StepGenerator.Deletions([first, second, third, read]).ToDictionary(each => each.Step.Subject.Name);

        Assert.Equal([deletions["n2"]], deletions["n1"].Dependants);
        Assert.True(deletions["n2"].Step.LeavesObject);
        Assert.False(deletions["n1"].Step.LeavesObject);
        Assert.Contains("protected", deletions["n3"].Step.Refusal, StringComparison.Ordinal);
        Assert.Equal(StepOp.Discard, deletions["n4"].Step.Op);
    }

    private static IReadOnlyList<Step> Recorded(RecordedCall call, IReadOnlyList<RecordedCall> calls, SnapshotManager state)
    {
        if (call.Method == "ReadResource")
        {
            var read = Goals.From(call.RequestAs<ReadResourceRequest>());
            return StepGenerator.Read(StepGenerator.Plan(read, call.ResponseAs<ReadResourceResponse>().Urn, null), null);
        }

        var goal = Goals.From(call.RequestAs<RegisterResourceRequest>());
        var urn = call.ResponseAs<RegisterResourceResponse>().Urn;
        var planned = StepGenerator.Plan(goal, urn, null);
        var old = state.FindOld(urn);
        if (!planned.Custom)
        {
            return StepGenerator.Change(goal, planned, old, DiffOutcome.Compare(old?.Inputs ?? PropertyMap.Empty, planned.Inputs));
        }

        var import = StepGenerator.Import(planned, old);
        if (import.Count > 0 && Answer<ReadResponse>(calls, urn, "Read") is { } found)
        {
            old = import[0].New! with { Inputs = PropertyDecoder.Decode(found.Inputs) };
        }

        if (Answer<CheckResponse>(calls, urn, "Check", "CheckConfig") is { } check)
        {
            planned = planned with { Inputs = PropertyDecoder.Decode(check.Inputs) };
        }

        // Without a Diff of its own it was replaced since its provider was.
        var diff = StepGenerator.KnownDiff(planned, old, new HashSet<string>())
            ?? (Answer<DiffResponse>(calls, urn, "Diff", "DiffConfig") is { } answer
                ? DiffOutcome.From(answer, old!.Inputs, planned.Inputs)
                : Replaced);
        return [.. import, .. StepGenerator.Change(goal, planned, old, diff, wasImported: import.Count > 0)];
    }

    // A dependant is asked about once more before its own turn.
    private static T? Answer<T>(IEnumerable<RecordedCall> calls, string urn, params string[] methods)
        where T : class, IMessage, new() =>
        calls.LastOrDefault(call => call.Service == "ResourceProvider" && methods.Contains(call.Method) && Urn(call) == urn)?.ResponseAs<T>();

    private static string Urn(RecordedCall call) => call.RequestAs<CheckRequest>().Urn;

    // Providers are processes of the engine: creating and deleting one is no call.
    private static void Take(Step step, SnapshotManager state, List<(string Urn, string Call)> made)
    {
        var call = step switch
        {
            { Op: StepOp.Create or StepOp.CreateReplacement } => "Create",
            { Op: StepOp.Update } => "Update",
            { Op: StepOp.Delete or StepOp.DeleteReplaced, LeavesObject: false } => "Delete",
            { Op: StepOp.Read or StepOp.ReadReplacement or StepOp.Import or StepOp.ImportReplacement } => "Read",
            _ => "",
        };
        if (call.Length > 0 && step.Subject.Custom && !Urns.IsProviderType(step.Subject.Type))
        {
            made.Add((step.Subject.Urn, call));
        }

        _ = state.EndAsync(null, step.Kept, step.Old, step.New);
    }
}
