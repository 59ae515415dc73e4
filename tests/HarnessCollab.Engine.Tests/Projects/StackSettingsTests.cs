using HarnessCollab.Engine.Projects;
using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Tests.Projects;

public sealed class StackSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("collab-settings-");

    private string File => Path.Combine(_folder.FullName, "Pulumi.dev.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_entry_that_the_CLI_wrote_is_written_as_it_was()
    {
        var recorded = Recorded("16-yaml.txt");
        var settings = Read(recorded);

        foreach (var (key, value) in settings.Config.ToList())
        {
            settings.Set(ConfigKey.Parse(key, "harness-jira"), value);
        }

        settings.Save();
        Assert.Equal(recorded, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Entries_are_removed_as_the_CLI_removes_them()
    {
        var settings = Read(Recorded("16-yaml.txt"));

        settings.Remove(ConfigKey.Parse("greeting", "harness-jira"));
        var jira = (YamlMappingNode)settings.Config["harness-jira:jira"];
        ((YamlSequenceNode)jira["urls"]).Children.RemoveAt(0);
        settings.Set(ConfigKey.Parse("jira", "harness-jira"), jira);

        settings.Save();
        Assert.Equal(Recorded("35-yaml-end.txt"), System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Comments_and_order_of_what_is_not_changed_stay()
    {
        var settings = Read("# who owns this: ops\nencryptionsalt: v1:a:b\nconfig:\n    # the site\n    p:url: "
            + "https://a # old\n    p:list:\n        - 1\n\n    p:last: x\n# end\n");

        settings.Set(new ConfigKey("p", "url"), YamlText.Text("https://b"));
        settings.Set(new ConfigKey("p", "more"), YamlText.Text("1"));

        settings.Save();
        Assert.Equal(
            "# who owns this: ops\nencryptionsalt: v1:a:b\nconfig:\n    # the site\n    p:url: https://b\n    p:list:\n        - 1\n\n    p:last: "
            + "x\n    p:more: \"1\"\n# end\n",
            System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("", "\"\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("No", "\"No\"")]
    [InlineData("10", "\"10\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("2024-01-01", "\"2024-01-01\"")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("it's #1", "\"it's #1\"")]
    [InlineData("@x", "'@x'")]
    [InlineData("-x", "-x")]
    [InlineData("https://a.example.com", "https://a.example.com")]
    public void Texts_are_quoted_where_YAML_would_take_them_for_something_else(string text, string yaml)
    {
        Assert.Equal($"k: {yaml}", string.Join('\n', YamlText.Entry("k", YamlText.Text(text), 0)));
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("one\n\n  two\n")]
    [InlineData("tab\there")]
    [InlineData(" spaces ")]
    public void Every_text_is_read_back_as_it_was(string text)
    {
        var settings = Read("");

        settings.Set(new ConfigKey("p", "k"), YamlText.Text(text));

        settings.Save();
        Assert.Equal(text, ConfigText.Text(StackSettings.Read(File, "p").Config["p:k"], null));
    }

    [Fact]
    public void Native_values_stay_native_and_objects_become_JSON_for_programs()
    {
        var settings = Read("config:\n  p:o:\n    b: [1, true, \"2\"]\n    a:\n      secure: v1:x\n  p:n: 10\n");

        Assert.Equal("{\"a\":\"plain\",\"b\":[1,true,\"2\"]}", ConfigText.Text(settings.Config["p:o"], _ => "plain"));
        Assert.Equal("{\"a\":\"[secret]\",\"b\":[1,true,\"2\"]}", ConfigText.Text(settings.Config["p:o"], null));
        Assert.Equal(
            "[true,false,null,1.5,\"yes\",\"010\",\"0x1f\",\"1_000\",\"2024-01-01\",\".inf\"]",
            ConfigText.Text(Read("config:\n  p:s: [true, False, ~, 1.5, yes, 010, 0x1f, 1_000, 2024-01-01, .inf]\n").Config["p:s"], null));
        Assert.True(ConfigText.HoldsSecret(settings.Config["p:o"]));
        Assert.Equal("10", ConfigText.Text(settings.Config["p:n"], null));
    }

    [Fact]
    public void What_only_the_CLI_understands_is_refused_by_name()
    {
        Assert.Contains("'environment'", Assert.Throws<EngineException>(() => Read("environment:\n  - prod\n")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "'secretsprovider'", Assert.Throws<EngineException>(() => Read("secretsprovider: awskms://x\n")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.b[0]", "a|b|0")]
    [InlineData("a[\"x.y\"].c", "a|x.y|c")]
    [InlineData("a", "a")]
    public void Paths_are_split(string path, string parts) => Assert.Equal(parts, string.Join('|', ConfigPath.TryParse(path)!));

    [Theory]
    [InlineData("")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a..b")]
    [InlineData("[0]")]
    public void What_is_no_path_is_told(string path) => Assert.Null(ConfigPath.TryParse(path));

    private static string Recorded(string name) => System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recordings", "State", name))
        .Split("--- stdout\n")[1]
        .Split("--- stderr")[0];

    private StackSettings Read(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return StackSettings.Read(File, "harness-jira");
    }
}
