namespace HarnessCollab.Engine.Display;

/// <summary>The section <c>Resources:</c> and the duration.</summary>
internal static class SummaryText
{
    public static string Of(SummaryEvent summary, bool isPreview, int errored, Paint paint)
    {
        var changes = StepTexts.SummaryOrder.Select(op => (Op: op, Count: summary.ResourceChanges.GetValueOrDefault(StepOps.Name(op))))
            .Where(change => change.Count > 0).ToList();
        var same = summary.ResourceChanges.GetValueOrDefault("same");
        string[] totals = [changes.Count >= 2 ? $"{changes.Sum(change => change.Count)} changes" : "", same > 0 ? $"{same} unchanged" : ""];
        IEnumerable<string> lines =
        [
            .. changes.Select(change => Line(StepTexts.Of(change.Op), change.Count, isPreview ? $"to {StepOps.Name(change.Op)}" : null, paint)),
            string.Join(". ", totals.Where(total => total.Length > 0)),
            errored > 0 ? paint.Error($"{errored} errored") : "",
        ];
        return $"{paint.Headline("Resources:")}\n{string.Concat(lines.Where(line => line.Length > 0).Select(line => $"    {line}\n"))}"
            + (isPreview ? "" : $"\nDuration: {Duration(summary.Duration)}\n");
    }

    private static string Line(StepTexts texts, int count, string? planned, Paint paint) =>
        paint.Colored($"{texts.Mark}{count} {planned ?? texts.Past}", texts.Color);

    // Whole seconds, rounded up: 4s, 1m5s, 1h0m5s.
    private static string Duration(TimeSpan duration)
    {
        var whole = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(duration.TotalSeconds)));
        var hours = whole.TotalHours >= 1 ? $"{(int)whole.TotalHours}h" : "";
        return $"{hours}{(whole.TotalMinutes >= 1 ? $"{whole.Minutes}m" : "")}{whole.Seconds}s";
    }
}
