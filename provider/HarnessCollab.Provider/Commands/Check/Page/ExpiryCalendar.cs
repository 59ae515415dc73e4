using System.Text;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>How many tokens expire in each of the next twelve months, as a picture with a text alternative.</summary>
internal static class ExpiryCalendar
{
    private const int Months = 12;
    private const int Step = 75;
    private const int Tallest = 110;
    private const int Ground = 140;

    public static string Of(CheckResult check)
    {
        var first = new DateOnly(check.At.UtcDateTime.Year, check.At.UtcDateTime.Month, 1);
        var months = Enumerable.Range(0, Months).Select(first.AddMonths).ToArray();
        var counts = Array.ConvertAll(months, month => check.Checks.Count(each =>
            check.DaysLeft(each) >= 0 && each.Account.Fields.TokenExpiresAt is { } day && (day.Year, day.Month) == (month.Year, month.Month)));
        var words = months.Zip(counts)
            .Where(pair => pair.Second > 0)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.First:MMMM yyyy}: {pair.Second}"))
            .DefaultIfEmpty("None with a known expiry date");
        var picture = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg viewBox="0 0 {Months * Step} {Ground + 45}" role="img" aria-labelledby="calendar">
            <title id="calendar">{string.Join(", ", words)}.</title>
            <line x1="0" y1="{Ground}" x2="{Months * Step}" y2="{Ground}"/>

            """));
        for (var at = 0; at < Months; at++)
        {
            var (height, middle) = (counts[at] * Tallest / Math.Max(1, counts.Max()), (at * Step) + (Step / 2));
            picture.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{middle - 20}\" y=\"{Ground - height}\" width=\"40\" height=\"{height}\"/>"
                + $"<text x=\"{middle}\" y=\"{Ground - height - 6}\">{counts[at]}</text>"
                + $"<text x=\"{middle}\" y=\"{Ground + 18}\">{months[at]:MMM}</text>"
                + $"<text x=\"{middle}\" y=\"{Ground + 36}\">{months[at]:yyyy}</text>\n");
        }

        return picture.Append("</svg>").ToString();
    }
}
