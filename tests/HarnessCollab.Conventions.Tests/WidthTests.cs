namespace HarnessCollab.Conventions.Tests;

/// <summary>Code is read side by side: in reviews, in diffs, on half a screen.</summary>
public sealed class WidthTests
{
    private const int Columns = 150;

    [Theory]
    [InlineData("provider")]
    [InlineData("examples")]
    [InlineData("tests")]
    [InlineData("sdk")]
    public void No_line_is_wider_than_the_editors_ruler(string folder)
    {
        var wide = Repository.SourcesOf(folder).Order(StringComparer.Ordinal).SelectMany(file => File.ReadLines(file)
            .Select((line, index) => (Text: line, Place: $"{Repository.RelativePath(file)}:{index + 1}"))
            .Where(line => line.Text.Length > Columns)
            .Select(line => $"{line.Place}: {line.Text.Length}"));

        Assert.True(!wide.Any(), $"wider than {Columns} columns:\n{string.Join('\n', wide)}");
    }

    /// <summary>What needs more is two things, or has taken in what another file is about.</summary>
    [Fact]
    public void No_file_of_the_provider_is_longer_than_250_lines()
    {
        var @long = Repository.SourcesOf("provider").Order(StringComparer.Ordinal)
            .Select(file => (Name: Repository.RelativePath(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > 250)
            .Select(file => $"{file.Name}: {file.Lines}");

        Assert.True(!@long.Any(), $"longer than 250 lines:\n{string.Join('\n', @long)}");
    }
}
