using System.Collections.Immutable;

namespace HarnessCollab.Engine;

/// <summary>How an operation ended. The reasons of a failure came as diagnostic events.</summary>
/// <param name="Succeeded">False when a step, the program or the engine failed, or the user cancelled.</param>
/// <param name="Changes">How many resources per operation name (<see cref="Events.StepOps"/>), as displays count them.</param>
public sealed record OperationResult(bool Succeeded, ImmutableSortedDictionary<string, int> Changes);
