namespace HarnessCollab.Engine.Events;

/// <summary>What is done with one resource. The names are in <see cref="StepOps"/>.</summary>
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
    /// <summary>Such as <c>create-replacement</c>.</summary>
    public static string Name(StepOp op) => JsonNamingPolicy.KebabCaseLower.ConvertName(op.ToString());
}
