namespace HarnessCollab.Engine.Steps;

/// <summary>One thing to do with one resource.</summary>
internal sealed record Step
{
    public required StepOp Op { get; init; }

    public required Kept Kept { get; init; }

    public ResourceState? Old { get; init; }

    /// <summary>The planned entry, without the id and outputs that the provider gives; the finished entry when the step has run.</summary>
    public ResourceState? New { get; init; }

    public DiffOutcome? Diff { get; init; }

    /// <summary>A delete that only removes the entry from the state: the object is retained, or is deleted together with another one.</summary>
    public bool LeavesObject { get; init; }

    /// <summary>Neither shown nor counted, because the import before it was.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Why the step must not run; null when it may. With a reason the step fails, and other steps go on.</summary>
    public string? Refusal { get; init; }

    public ResourceState Subject => New ?? Old ?? throw new InvalidOperationException("a step without a resource");

    public string Urn => Subject.Urn;

    public string Type => Subject.Type;

    /// <summary>The type of the pending operation while the step runs; empty for a step that changes only the state.</summary>
    public string Pending => !Subject.Custom ? "" : Op switch
    {
        StepOp.Create or StepOp.CreateReplacement => "creating",
        StepOp.Update => "updating",
        StepOp.Delete or StepOp.DeleteReplaced => "deleting",
        StepOp.Read or StepOp.ReadReplacement => "reading",
        StepOp.Import or StepOp.ImportReplacement => "importing",
        _ => "",
    };
}

/// <summary>A step at the end of a run, and the steps that have to succeed before it.</summary>
internal sealed record Deletion(Step Step, IReadOnlyList<Deletion> Dependants);
