using System.Text.RegularExpressions;

namespace HarnessCollab.Engine.Monitor;

/// <summary>Go's duration texts, such as <c>1m30s</c> or <c>1.5h</c>.</summary>
internal static partial class GoDuration
{
    private static readonly Dictionary<string, double> Units =
        new() { ["ns"] = 1e-9, ["us"] = 1e-6, ["µs"] = 1e-6, ["ms"] = 1e-3, ["s"] = 1, ["m"] = 60, ["h"] = 3600 };

    /// <summary>The length in seconds; an empty text is zero.</summary>
    /// <exception cref="FormatException">The text is not a duration.</exception>
    public static double Seconds(string? text)
    {
        var match = Pattern().Match(text ?? "");
        return match.Success
            ? match.Groups[1].Captures.Zip(match.Groups[2].Captures)
                .Sum(part => double.Parse(part.First.Value, CultureInfo.InvariantCulture) * Units[part.Second.Value])
            : throw new FormatException($"'{text}' is not a duration such as 30s or 1m30s");
    }

    [GeneratedRegex(@"^(?:0|(?:(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))*)$")]
    private static partial Regex Pattern();
}
