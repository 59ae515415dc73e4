using System.Text.RegularExpressions;

namespace HarnessCollab.Engine.Steps;

/// <summary>A place inside a property: <c>a.b[0]["c d"]</c>, names and indexes.</summary>
public static partial class PropertyPath
{
    private const string Step = """\[(?<index>\d{1,9})\]|\["(?<quoted>([^"\\]|\\.)*)"\]|(^|\.)(?<name>[^.\[]+)""";

    /// <summary>Splits a path into indexes (<see cref="int"/>) and names (<see cref="string"/>); null when the text is not a path.</summary>
    public static IReadOnlyList<object>? TryParse(string path)
    {
        var parts = Part().Matches(path).Select<Match, object>(match =>
            match.Groups["index"] is { Success: true } index ? int.Parse(index.Value, CultureInfo.InvariantCulture)
            : match.Groups["quoted"] is { Success: true } quoted ? Regex.Replace(quoted.Value, @"\\(.)", "$1")
            : match.Groups["name"].Value).ToList();
        return Whole().IsMatch(path) && parts[0] is string ? parts : null;
    }

    [GeneratedRegex(Step)]
    private static partial Regex Part();

    [GeneratedRegex($"^({Step})+$")]
    private static partial Regex Whole();
}
