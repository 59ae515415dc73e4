using HarnessCollab.Engine.Steps;

namespace HarnessCollab.Engine.Tests.Steps;

public sealed class PropertyPathTests
{
    [Theory]
    [InlineData("a.b[0]", "a|b|0")]
    [InlineData("a[\"x.y\"].c", "a|x.y|c")]
    [InlineData("a", "a")]
    public void Paths_are_split(string path, string parts) => Assert.Equal(parts, string.Join('|', PropertyPath.TryParse(path)!));

    [Theory]
    [InlineData("")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a..b")]
    [InlineData("[0]")]
    public void What_is_no_path_is_told(string path) => Assert.Null(PropertyPath.TryParse(path));
}
