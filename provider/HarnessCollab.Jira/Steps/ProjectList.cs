using System.Collections.Immutable;

namespace HarnessCollab.Jira;

/// <summary>The projects that are listed for the account.</summary>
/// <param name="IsWhole">False when there are more than were read.</param>
internal sealed record ProjectList(ImmutableArray<string> Keys, bool IsWhole);
