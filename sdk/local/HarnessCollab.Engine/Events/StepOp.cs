namespace HarnessCollab.Engine.Events;

/// <summary>What is done with one resource. The wire and JSON names are in <see cref="StepOps"/>.</summary>
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
