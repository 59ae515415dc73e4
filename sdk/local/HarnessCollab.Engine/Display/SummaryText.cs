using System.Globalization;
using System.Text;

namespace HarnessCollab.Engine.Display;

/// <summary>The section <c>Resources:</c> and the duration.</summary>
internal static class SummaryText
{
    public static string Of(SummaryEvent summary, bool isPreview, int errored, Paint paint)
    {
        var text = new StringBuilder(paint.Headline("Resources:")).Append('\n');
        var changes = StepTexts.SummaryOrder.Select(op => (Op: op, Count: summary.ResourceChanges.GetValueOrDefault(StepOps.Name(op))))
            .Where(change => change.Count > 0).ToList();
        foreach (var (op, count) in changes)
        {
            var texts = StepTexts.Of(op);
            var what = isPreview ? $"to {StepOps.Name(op)}" : texts.Past;
            text.Append(CultureInfo.InvariantCulture, $"    {paint.Colored($"{texts.Mark}{count} {what}", texts.Color)}\n");
        }

        var same = summary.ResourceChanges.GetValueOrDefault("same");
        string[] totals = [changes.Count >= 2 ? $"{changes.Sum(change => change.Count)} changes" : "", same > 0 ? $"{same} unchanged" : ""];
        if (string.Join(". ", totals.Where(total => total.Length > 0)) is { Length: > 0 } total)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {total}\n");
        }

        if (errored > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {paint.Error($"{errored} errored")}\n");
        }

        return text.Append(isPreview ? "" : $"\nDuration: {Duration(summary.Duration)}\n").ToString();
    }

    // Whole seconds, rounded up: 4s, 1m5s, 1h0m5s.
    private static string Duration(TimeSpan duration)
    {
        var whole = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(duration.TotalSeconds)));
        var hours = whole.TotalHours >= 1 ? $"{(int)whole.TotalHours}h" : "";
        return $"{hours}{(whole.TotalMinutes >= 1 ? $"{whole.Minutes}m" : "")}{whole.Seconds}s";
    }
}
