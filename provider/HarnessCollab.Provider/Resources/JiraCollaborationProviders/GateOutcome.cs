using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>The result of testing a candidate, and the consequence according to the policy of the phase.</summary>
/// <param name="Report">The report; null when no test ran.</param>
/// <param name="Refusal">Why the operation must not continue, one entry for each finding; empty when it may.</param>
/// <param name="WayOut">A sentence that says how to continue regardless.</param>
internal sealed record GateOutcome(ConnectionReport? Report, ImmutableArray<string> Refusal, string WayOut)
{
    public static readonly GateOutcome Untested = new(null, [], "");
}
