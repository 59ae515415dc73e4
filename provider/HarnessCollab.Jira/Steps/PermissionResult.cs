using System.Collections.Immutable;

namespace HarnessCollab.Jira;

/// <summary>What the second half of a test found.</summary>
internal sealed record PermissionResult(Judgement Judgement, ImmutableArray<TestStep> Steps);
