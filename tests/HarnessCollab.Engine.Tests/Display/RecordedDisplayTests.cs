using System.Text;
using System.Text.RegularExpressions;
using HarnessCollab.Engine.Display;

namespace HarnessCollab.Engine.Tests.Display;

/// <summary>The Pulumi CLI's own events, shown by our display, give its lines, and the differences that it shows as a tree.</summary>
public sealed partial class RecordedDisplayTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recordings", "Display");

    public static TheoryData<string> Lines() => [.. Names(".txt").Where(name => !name.EndsWith(".diff", StringComparison.Ordinal))];

    public static TheoryData<string> Diffs() => [.. Names(".diff.txt")];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Lines_are_those_of_the_recording(string name)
    {
        var recorded = Recording(name + ".txt");

        Assert.Equal(Normalize(recorded), Normalize(Changes().Replace(Shown(name, recorded), "")));
    }

    [Theory]
    [MemberData(nameof(Diffs))]
    public void Differences_are_among_those_of_the_recording(string name)
    {
        var recorded = Recording(name + ".diff.txt");

        var differences = Changes().Match(Shown(name, recorded)).Value.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)
            && line.TrimStart()[0] is '+' or '-' or '~').Select(WithoutPlace).ToList();

        Assert.Equal(recorded.Contains(" => ", StringComparison.Ordinal), differences.Count > 0);
        var told = recorded.Split('\n').Select(WithoutPlace).ToHashSet();
        Assert.All(differences, difference => Assert.Contains(difference, told));
    }

    // Of a path in one line, and of a tree, the last name; without the blanks that align it.
    private static string WithoutPlace(string line)
    {
        var place = Place().Match(line.Trim());
        var path = place.Groups[2].Value;
        return place.Success
            ? $"{place.Groups[1].Value} {path[Math.Max(path.LastIndexOf('.') + 1, path.LastIndexOf('['))..]}: {place.Groups[3].Value}"
            : line.Trim();
    }

    private static string Shown(string name, string recorded)
    {
        var output = new StringWriter();
        using (var display = new ProgressDisplay(Options(recorded), output))
        {
            foreach (var each in RecordedEvents.Read(Path.Combine(Folder, name + ".events.jsonl")))
            {
                display.Send(each);
            }
        }

        return output.ToString();
    }

    private static IEnumerable<string> Names(string ending) => Directory.EnumerateFiles(Folder, "*" + ending, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file)[..^ending.Length].Replace('\\', '/')).Order(StringComparer.Ordinal);

    // The events are those of the last run that a command made.
    private static string Recording(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file)).Split("--- stdout\n")[1].Split("--- stderr\n")[0];
        var last = Header().Matches(text)[^1].Index;
        return text[last..].Split("The resources in the stack have been deleted")[0];
    }

    private static DisplayOptions Options(string recorded)
    {
        var header = Header().Match(recorded);
        return new DisplayOptions
        {
            Kind = header.Value.Contains("efresh", StringComparison.Ordinal) ? OperationKind.Refresh
                : header.Value.Contains("estroy", StringComparison.Ordinal) ? OperationKind.Destroy : OperationKind.Update,
            Preview = header.Value.StartsWith("Previewing", StringComparison.Ordinal),
            Project = "harness-jira",
            Stack = "dev",
            SuppressProgress = true,
        };
    }

    // Left out: progress dots, durations, blank lines, rows of the stack and of what stays the same, of which the CLI writes more, what is
    // inside of objects and lists, which it writes as trees, and the order of what the CLI keeps in an unordered map (rows still open at
    // the end, diagnostics).
    private static string Normalize(string text)
    {
        text = Signals().Replace(Duration().Replace(Dots().Replace(text, ""), "(T)"), "").Replace(" (T)", "", StringComparison.Ordinal);
        var rows = text
            .Split('\n')
            .TakeWhile(line => line.Length == 0 || line.StartsWith(' ') || line.EndsWith("):", StringComparison.Ordinal))
            .ToList();
        var rest = text[rows.Sum(row => row.Length + 1)..];
        var result = new StringBuilder(string.Join(
            '\n',
            rows.Where(row => !row.Contains("pulumi:pulumi:Stack", StringComparison.Ordinal) && !row.StartsWith("    ", StringComparison.Ordinal))
                .GroupBy(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2).Take(2)))
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => string.Join('\n', group))));
        var diagnostics = Blocks().Matches(rest).Select(match => match.Value).Order(StringComparer.Ordinal);
        result.Append("\n---\n").AppendJoin("", diagnostics).Append(Blocks().Replace(rest, ""));
        return Inside().Replace(result.Replace("\n\n", "\n").ToString(), "…");
    }

    [GeneratedRegex(@"^(Previewing \w+|Updating|Refreshing|Destroying) \(.*\):$", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex(@"^Changes:\n(  .*\n|\n(?=  ))*\n", RegexOptions.Multiline)]
    private static partial Regex Changes();

    [GeneratedRegex(@"^([-+~]) (\S+) *: (.*)$")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?<=^  [ +~-] \w+ *: )(?:[[{]\n(?: {6}.*\n)* {4}[]}]$|\{.*$|\[(?!secret|unknown).*$)", RegexOptions.Multiline)]
    private static partial Regex Inside();

    [GeneratedRegex(@"^@ .*\n", RegexOptions.Multiline)]
    private static partial Regex Dots();

    [GeneratedRegex(@"\^C received.*\n|Note that terminating immediately.*\n\n")]
    private static partial Regex Signals();

    [GeneratedRegex(@"\((\d+s|\d+\.\d\ds)\)")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^  [a-zA-Z:/]+ \(.*\):\n(    .*\n|\n(?=    ))*\n", RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
