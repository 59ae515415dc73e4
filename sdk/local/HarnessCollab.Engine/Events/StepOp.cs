namespace HarnessCollab.Engine.Events;

/// <summary>An operation on one resource. The names are in <see cref="StepOps"/>.</summary>
public enum StepOp
{
    Same,
    Create,
    Update,
    Delete,
    Replace,
    CreateReplacement,
    DeleteReplaced,
    Read,
    ReadReplacement,
    Refresh,
    Import,
    ImportReplacement,
    Discard,
    DiscardReplaced,
    RemovePendingReplace,
}

/// <summary>The names of operations in summaries and reports.</summary>
public static class StepOps
{
    /// <summary>The name of an operation, such as <c>create-replacement</c>.</summary>
    public static string Name(StepOp op) => JsonNamingPolicy.KebabCaseLower.ConvertName(op.ToString());
}
