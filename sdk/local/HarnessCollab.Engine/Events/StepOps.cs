namespace HarnessCollab.Engine.Events;

/// <summary>The names of operations in event logs, JSON and summaries.</summary>
public static class StepOps
{
    public static string Name(StepOp op) => op switch
    {
        StepOp.Same => "same",
        StepOp.Create => "create",
        StepOp.Update => "update",
        StepOp.Delete => "delete",
        StepOp.Replace => "replace",
        StepOp.CreateReplacement => "create-replacement",
        StepOp.DeleteReplaced => "delete-replaced",
        StepOp.Read => "read",
        StepOp.ReadReplacement => "read-replacement",
        StepOp.Refresh => "refresh",
        StepOp.Import => "import",
        StepOp.ImportReplacement => "import-replacement",
        StepOp.ReadDiscard => "discard",
        StepOp.DiscardReplaced => "discard-replaced",
        StepOp.RemovePendingReplace => "remove-pending-replace",
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "not an operation"),
    };
}
