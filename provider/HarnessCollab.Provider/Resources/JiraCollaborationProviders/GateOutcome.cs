using System.Collections.Immutable;
using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>What the test of a candidate found, and what the policy of the phase makes of it.</summary>
/// <param name="Report">What was found; null when no test ran.</param>
/// <param name="Refusal">Why it must not go on, a finding an entry; empty when it may.</param>
/// <param name="WayOut">How to go on regardless: a sentence, and no reason of its own.</param>
internal sealed record GateOutcome(ConnectionReport? Report, ImmutableArray<string> Refusal, string WayOut)
{
    public static readonly GateOutcome Untested = new(null, [], "");
}
