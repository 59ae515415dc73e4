using System.Text.Json;

namespace HarnessCollab.Engine.Events;

/// <summary>The names of operations in event logs, JSON and summaries.</summary>
public static class StepOps
{
    /// <summary>Such as <c>create-replacement</c>.</summary>
    public static string Name(StepOp op) => JsonNamingPolicy.KebabCaseLower.ConvertName(op.ToString());
}
