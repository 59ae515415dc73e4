using System.Collections;
using HarnessCollab.Engine.Monitor;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.Steps;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.Plugins;

public sealed class SmallPartsTests
{
    [Fact]
    public void The_names_of_variables_ignore_case_on_Windows_alone()
    {
        var given = new Hashtable { ["Path"] = @"C:\bin" };

        Assert.Equal(@"C:\bin", Executables.Variables(given, onWindows: true).SetItem("X", "y").GetValueOrDefault("PATH"));
        Assert.Null(Executables.Variables(given, onWindows: false).GetValueOrDefault("PATH"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("1m30s", 90)]
    [InlineData("1.5h", 5400)]
    [InlineData("250ms", 0.25)]
    public void Durations_are_Gos(string text, double seconds) => Assert.Equal(seconds, GoDuration.Seconds(text), 9);

    [Fact]
    public void A_duration_without_unit_is_refused() => Assert.Throws<FormatException>(() => GoDuration.Seconds("90"));

    [Fact]
    public void Ignored_paths_take_the_old_value_also_below_a_secret()
    {
        var olds = PropertyMap.Of(("a", PropertyValue.Of(PropertyMap.Of(("b", PropertyValue.Of("old"))))), ("list", PropertyValue.Of(["x", "y"])));
        var news = PropertyMap.Of(
            ("a", PropertyValue.SecretOf(PropertyValue.Of(PropertyMap.Of(("b", PropertyValue.Of("new")), ("c", PropertyValue.Of("new")))))),
            ("list", PropertyValue.Of(["1", "2", "3"])),
            ("added", PropertyValue.Of(true)));
        foreach (var path in new[] { "a.b", "list[0]", "list[1]", "[\"added\"]" })
        {
            news = IgnoredChanges.Reset(olds, news, path);
        }

        Assert.Equal(
            PropertyMap.Of(
                ("a", PropertyValue.SecretOf(PropertyValue.Of(PropertyMap.Of(("b", PropertyValue.Of("old")), ("c", PropertyValue.Of("new")))))),
                ("list", PropertyValue.Of(["x", "y", "3"]))),
            news);
    }

    [Fact]
    public void Ignored_paths_with_a_wildcard_are_refused() =>
        Assert.Contains(
            "use the Pulumi CLI",
            Assert.Throws<FormatException>(() => IgnoredChanges.Reset(PropertyMap.Empty, PropertyMap.Empty, "list[*]")).Message,
            StringComparison.Ordinal);
}
