namespace HarnessCollab.Engine.Display;

/// <summary>How an operation is shown: its mark, its colour, and its words.</summary>
/// <param name="Mark">Two characters before the row.</param>
/// <param name="Color">The ANSI colour code.</param>
/// <param name="Planned">The words in a preview.</param>
/// <param name="Doing">The words while the operation runs.</param>
/// <param name="Done">The words after it has succeeded.</param>
/// <param name="Failed">The words after it has failed.</param>
/// <param name="Past">The words in the summary.</param>
internal sealed record StepTexts(string Mark, int Color, string Planned, string Doing, string Done, string Failed, string Past)
{
    /// <summary>The operations in the order of the summary.</summary>
    public static IReadOnlyList<StepOp> SummaryOrder { get; } =
        [StepOp.Create, StepOp.Update, StepOp.Delete, StepOp.Replace, StepOp.Refresh, StepOp.Import];

    public static StepTexts Of(StepOp op) => op switch
    {
        StepOp.Same => new("  ", 0, "", "", "", "failed", ""),
        StepOp.Create => new("+ ", 32, "create", "creating", "created", "creating failed", "created"),
        StepOp.Update => new("~ ", 33, "update", "updating", "updated", "updating failed", "updated"),
        StepOp.Delete => new("- ", 31, "delete", "deleting", "deleted", "deleting failed", "deleted"),
        StepOp.Replace => new("+-", 35, "replace", "replacing", "replaced", "replacing failed", "replaced"),
        StepOp.CreateReplacement => new("++", 32, "create replacement", "creating replacement", "created replacement", "creating failed", "created"),
        StepOp.DeleteReplaced => new("--", 31, "delete original", "deleting original", "deleted original", "deleting failed", "deleted"),
        StepOp.Read => new("> ", 36, "read", "reading", "read", "reading failed", "read"),
        StepOp.ReadReplacement => new(">>", 36, "read for replacement", "reading for replacement", "read for replacement", "reading failed", "read"),
        StepOp.Refresh => new("~ ", 33, "refresh", "refreshing", "refresh", "refreshing failed", "refreshed"),
        StepOp.Import => new("= ", 32, "import", "importing", "imported", "importing failed", "imported"),
        StepOp.ImportReplacement =>
            new("=>", 32, "import replacement", "importing replacement", "imported replacement", "importing failed", "imported"),
        StepOp.Discard => new("< ", 31, "discard", "discarding", "discarded", "discarding failed", "discarded"),
        StepOp.DiscardReplaced => new("<<", 31, "discard original", "discarding original", "discarded original", "discarding failed", "discarded"),
        _ => new("~ ", 33, "clean up", "cleaning up", "cleaned up", "cleaning up failed", "cleaned up"),
    };

    /// <summary>False for rows that are hidden unless the user asks for them: unchanged resources and default providers.</summary>
    public static bool ShouldShow(Step step, bool showSames) =>
        !State.Urns.IsDefaultProvider(step.Urn) && (step.Op != StepOp.Same || showSames || step.Old?.Protect != step.New?.Protect);
}
