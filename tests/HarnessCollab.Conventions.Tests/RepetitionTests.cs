namespace HarnessCollab.Conventions.Tests;

/// <summary>What stands twice is changed once.</summary>
public sealed class RepetitionTests
{
    private const int Lines = 10;

    [Fact]
    public void No_two_places_of_the_provider_share_ten_lines()
    {
        var places = new Dictionary<string, string>();
        var repeated = new List<string>();
        foreach (var file in Repository.SourcesOf("provider").Order(StringComparer.Ordinal))
        {
            var lines = File.ReadLines(file)
                .Select((line, index) => (Text: line.Trim(), Number: index + 1))
                .Where(line => IsOwn(line.Text))
                .ToArray();
            for (var start = 0; start + Lines <= lines.Length; start++)
            {
                var text = string.Join('\n', lines.Skip(start).Take(Lines).Select(line => line.Text));
                var place = $"{Repository.RelativePath(file)}:{lines[start].Number}";
                if (!places.TryAdd(text, place))
                {
                    repeated.Add($"{places[text]} and {place}");
                }
            }
        }

        Assert.True(repeated.Count == 0, $"the same {Lines} lines, blank ones and comments aside:\n{string.Join('\n', repeated)}");
    }

    private static bool IsOwn(string line) =>
        line.Length > 0
        && !line.StartsWith("//", StringComparison.Ordinal)
        && !line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("namespace ", StringComparison.Ordinal);
}
