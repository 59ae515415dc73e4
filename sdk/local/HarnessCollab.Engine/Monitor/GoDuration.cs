using System.Buffers;
using System.Globalization;

namespace HarnessCollab.Engine.Monitor;

/// <summary>Go's duration texts, such as <c>1m30s</c> or <c>1.5h</c>.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Seconds)[] Units = [("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("h", 3600), ("m", 60), ("s", 1)];

    /// <summary>The length in seconds; an empty text is zero.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static double Seconds(string text)
    {
        var total = 0.0;
        for (var at = 0; at < text.Length && text != "0";)
        {
            var rest = text[at..];
            var digits = rest.AsSpan().IndexOfAnyExcept(NumberCharacters);
            var unit = digits <= 0 ? default : Units.FirstOrDefault(unit => string.CompareOrdinal(rest, digits, unit.Unit, 0, unit.Unit.Length) == 0);
            if (unit.Unit is null)
            {
                throw new FormatException($"'{text}' is not a duration such as 30s or 1m30s");
            }

            total += double.Parse(rest[..digits], CultureInfo.InvariantCulture) * unit.Seconds;
            at += digits + unit.Unit.Length;
        }

        return total;
    }
}
