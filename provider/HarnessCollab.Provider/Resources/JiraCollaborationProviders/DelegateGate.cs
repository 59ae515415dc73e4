using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>
/// The test by a delegate, and its consequences for a resource. The store runs the test together with a save, and undoes a save that does not pass if
/// the policy says so.
/// </summary>
internal static class DelegateGate
{
    /// <summary>Whether a save of this candidate includes a test; never in stores without delegates.</summary>
    public static DelegateTest PolicyOf(JiraAccountCandidate candidate, Session session) =>
        !session.Store.Capabilities.SupportsDelegateSelectors ? DelegateTest.Off
        : session.Settings.ConnectionTests.Of(ConnectionTestDeclaration.Delegate, candidate.ConnectionTest).Or(ConnectionTestDeclaration.Off) switch
        {
            ConnectionTestDeclaration.Enforce => DelegateTest.Enforce,
            ConnectionTestDeclaration.Warn => DelegateTest.Warn,
            _ => DelegateTest.Off,
        };

    /// <summary>Makes a delegate test an account as it is stored.</summary>
    /// <exception cref="StoreException">The store has no delegates.</exception>
    public static async Task<ConnectionReport> TestAsync(JiraAccountRecord account, IProviderStore store, CancellationToken cancellationToken) =>
        Report(await store.TestConnectionAsync(account.Id, cancellationToken)
            ?? new(DelegateVerdict.None, ["somebody has removed the account meanwhile"]));

    /// <summary>
    /// The result added to the report of the plugin's own test, if there is one. If the delegate has a verdict, that verdict counts.
    /// </summary>
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

    /// <summary>Reports the result of the test that was part of a save, and adds it to the earlier findings.</summary>
    public static async Task<Tested> ConcludeAsync(DelegateTestResult? result, Tested tested, Operation operation)
    {
        if (tested.ByDelegate == DelegateTest.Off || result is null)
        {
            return tested;
        }

        await TellAsync(result, operation);
        return tested with { Report = Report(result, tested.Report) };
    }

    /// <summary>Reports a result that does not stop the operation.</summary>
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
                Action = "Correct the cause; if only delegates in another network reach Jira, name them with delegateSelectors.",
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
