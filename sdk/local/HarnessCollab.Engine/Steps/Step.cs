using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>One thing to do with one resource.</summary>
internal sealed record Step
{
    public required StepOp Op { get; init; }

    public ResourceState? Old { get; init; }

    /// <summary>What is planned; without id and outputs where the provider gives them.</summary>
    public ResourceState? New { get; init; }

    public DiffOutcome? Diff { get; init; }

    /// <summary>How a pending operation is called while the step runs; empty for a step that changes nothing outside.</summary>
    public string Pending { get; init; } = "";

    public ResourceState Subject => New ?? Old ?? throw new InvalidOperationException("a step without a resource");

    public StepMetadata Metadata(ResourceState? result) => new()
    {
        Op = Op,
        Urn = Subject.Urn,
        Type = Subject.Type,
        Old = Old,
        New = result,
        DetailedDiff = Diff?.Detail,
    };
}
