using System.Globalization;
using System.Text;
using HarnessCollab.Engine.Events;

namespace HarnessCollab.Engine.Display;

/// <summary>The section <c>Resources:</c> and the duration.</summary>
internal static class SummaryText
{
    public static string Of(SummaryEvent summary, int errored, Paint paint)
    {
        var text = new StringBuilder(paint.Headline("Resources:")).Append('\n');
        var kinds = 0;
        var changes = 0;
        foreach (var op in StepTexts.SummaryOrder)
        {
            var count = summary.ResourceChanges.GetValueOrDefault(StepOps.Name(op));
            if (count > 0)
            {
                kinds++;
                changes += count;
                var texts = StepTexts.Of(op);
                text.Append("    ").Append(paint.Colored(
                    string.Create(CultureInfo.InvariantCulture, $"{texts.Mark}{count} {(summary.IsPreview ? $"to {StepOps.Name(op)}" : texts.Past)}"), texts.Color)).Append('\n');
            }
        }

        var same = summary.ResourceChanges.GetValueOrDefault("same");
        string[] pieces = [kinds >= 2 ? $"{changes} changes" : "", same > 0 ? $"{same} unchanged" : ""];
        if (kinds >= 2 || same > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {string.Join(". ", pieces.Where(piece => piece.Length > 0))}\n");
        }

        if (errored > 0)
        {
            text.Append("    ").Append(paint.Error(string.Create(CultureInfo.InvariantCulture, $"{errored} errored"))).Append('\n');
        }

        if (!summary.IsPreview)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nDuration: {Duration(summary.Duration)}\n");
        }

        return text.ToString();
    }

    /// <summary>Whole seconds, rounded up: 4s, 1m5s, 1h0m5s.</summary>
    public static string Duration(TimeSpan duration)
    {
        var seconds = (long)Math.Max(1, Math.Ceiling(duration.TotalSeconds));
        return string.Create(CultureInfo.InvariantCulture, $"{(seconds >= 3600 ? $"{seconds / 3600}h" : "")}{(seconds >= 60 ? $"{seconds / 60 % 60}m" : "")}{seconds % 60}s");
    }
}
