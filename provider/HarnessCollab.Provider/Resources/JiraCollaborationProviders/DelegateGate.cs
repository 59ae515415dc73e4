using HarnessCollab.Jira;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>
/// What the test by a delegate of the store means for a resource. The store runs it with a save, and takes back what did not pass where that is
/// asked.
/// </summary>
internal static class DelegateGate
{
    /// <summary>Whether one belongs to a save of this candidate; never in stores without delegates.</summary>
    public static DelegateTest PolicyOf(JiraAccountCandidate candidate, Session session) =>
        !session.Store.Capabilities.SupportsDelegateSelectors ? DelegateTest.Off
        : session.Settings.ConnectionTests.Of(ConnectionTestDeclaration.Delegate, candidate.ConnectionTest).Or(ConnectionTestDeclaration.Off) switch
        {
            ConnectionTestDeclaration.Enforce => DelegateTest.Enforce,
            ConnectionTestDeclaration.Warn => DelegateTest.Warn,
            _ => DelegateTest.Off,
        };

    /// <summary>Has a delegate test an account as it is stored.</summary>
    /// <exception cref="StoreException">The store has no delegates.</exception>
    public static async Task<ConnectionReport> TestAsync(JiraAccountRecord account, IProviderStore store, CancellationToken cancellationToken) =>
        Report(await store.TestConnectionAsync(account.Id, cancellationToken)
            ?? new(DelegateVerdict.None, ["somebody has removed the account meanwhile"]));

    /// <summary>The result as a report, with what the plugin's own test has found before it. Where the delegate has a verdict, it counts.</summary>
    public static ConnectionReport Report(DelegateTestResult result, ConnectionReport? own = null)
    {
        var (verdict, outcome) = result.Verdict switch
        {
            DelegateVerdict.Passed => (Verdict.Passed, StepOutcome.Passed),
            DelegateVerdict.Failed => (Verdict.Failed, StepOutcome.Failed),
            _ => (Verdict.Inconclusive, StepOutcome.Inconclusive),
        };
        own ??= new ConnectionReport { Verdict = verdict };
        return own with
        {
            Verdict = verdict == Verdict.Inconclusive ? own.Verdict : verdict,
            Steps = own.Steps.Add(new TestStep("delegate", TimeSpan.Zero, outcome)),
            Findings = own.Findings.Add(FindingOf(result)),
        };
    }

    /// <summary>Tells what the test that belonged to a save has found, and adds it to what was found before.</summary>
    public static async Task<Tested> ConcludeAsync(DelegateTestResult? result, Tested tested, Operation operation)
    {
        if (tested.ByDelegate == DelegateTest.Off || result is null)
        {
            return tested;
        }

        await TellAsync(result, operation);
        return tested with { Report = Report(result, tested.Report) };
    }

    /// <summary>Tells what the test has found, where nobody is kept from going on by it.</summary>
    public static Task TellAsync(DelegateTestResult result, Operation operation) =>
        ConnectionGate.TellAsync(FindingOf(result), Text(result, operation), operation);

    /// <summary>The finding as a message about a resource.</summary>
    public static string Text(DelegateTestResult result, Operation operation) =>
        ConnectionGate.Text(FindingOf(result), ResourceName.Of(operation.Urn));

    private static Finding FindingOf(DelegateTestResult result)
    {
        var who = $"{(result.Delegate is { } id ? $"the delegate {id}" : "a delegate")}{(result.TestedAt is { } at ? $" at {TimeText.Of(at)}" : "")}";
        var said = result.Errors.IsEmpty ? "it gives no reason" : string.Join("; ", result.Errors);
        return result.Verdict switch
        {
            DelegateVerdict.Passed => new()
            {
                Code = ErrorCodes.DelegatePassed, Severity = Severity.Info, Message = $"Harness reaches Jira: tested by {who}.", Action = "",
            },
            DelegateVerdict.Failed => new()
            {
                Code = ErrorCodes.DelegateFailed,
                Severity = Severity.Error,
                Message = $"the connection does not work from Harness, as tested by {who}: {said}.",
                Action = "Correct what it names; where only delegates in another network reach Jira, name them with delegateSelectors.",
            },
            _ => new()
            {
                Code = ErrorCodes.DelegateWithoutResult,
                Severity = Severity.Warning,
                Message = $"no delegate has given a result: {said}.",
                Action = "Start a delegate, or let delegateSelectors name one that is connected, and test again: doctor --account NAME --delegate.",
            },
        };
    }
}
