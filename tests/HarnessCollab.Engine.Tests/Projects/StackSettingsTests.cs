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

    public static TheoryData<string> Forms => new(
        "encryptionsalt: v1:a:b\nconfig:\n  # first\n  p:a : one # one\n  # second\n  p:b: two\n# end\n",
        "encryptionsalt: v1:a:b\n\"config\":\n    \"p:a\": 'one'\n    'p:b': two\n",
        "config: {\n  p:a: one,\n  p:b: two\n}\nencryptionsalt: v1:a:b\n",
        "encryptionsalt: v1:a:b\nconfig: { p:a: one, p:b: two }\n",
        "encryptionsalt: v1:a:b\nconfig:\n  p:config:a: one\n  p:config:b: two\n",
        "encryptionsalt: v1:a:b\nconfig:\n  p:a: |-\n    one\n\n  # second\n  p:b:\n    two\n",
        "encryptionsalt: v1:a:b\r\nconfig:\r\n  p:a: one\r\n\r\n  # second\r\n  p:b: two\r\n",
        "# who owns this\n---\nencryptionsalt: v1:a:b\nconfig:\n  p:a: one\n  p:b: two\n");

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_entry_is_edited_where_the_parser_found_it(string text)
    {
        var comments = text.Split('\n').Where(line => line.TrimStart().StartsWith('#')).ToList();

        AssertConfig(settings => settings.Set(new ConfigKey("p", "a"), YamlText.Text("new")), ("p:a", "new"), ("p:b", "two"));
        AssertConfig(settings => settings.Set(new ConfigKey("p", "b"), YamlText.Text("new")), ("p:a", "one"), ("p:b", "new"));
        AssertConfig(settings => settings.Set(new ConfigKey("p", "c"), YamlText.Text("new")), ("p:a", "one"), ("p:b", "two"), ("p:c", "new"));
        AssertConfig(settings => settings.Remove(new ConfigKey("p", "a")), ("p:b", "two"));
        AssertConfig(settings => settings.Remove(new ConfigKey("p", "b")), ("p:a", "one"));
        AssertConfig(settings => settings.SetSalt("v1:c:d"), ("p:a", "one"), ("p:b", "two"));

        void AssertConfig(Action<StackSettings> edit, params (string Key, string Value)[] expected)
        {
            var settings = Read(text, "p");
            edit(settings);
            settings.Save();
            var written = System.IO.File.ReadAllText(File);
            var again = StackSettings.Read(File, "p");
            Assert.Equal(expected, again.Config.Select(entry => (entry.Key, entry.Value.ToString())));
            Assert.Equal(settings.Salt, again.Salt);
            Assert.StartsWith("v1:", again.Salt, StringComparison.Ordinal);
            Assert.Equal(text.Contains('\r', StringComparison.Ordinal), written.Contains("\r\n", StringComparison.Ordinal));
            Assert.DoesNotMatch("(?<!\r)\n(?s:.)*\r\n|\r\n(?s:.)*(?<!\r)\n", written);
            Assert.All(comments, comment => Assert.Contains(comment, written, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_cannot_be_edited_without_loss_is_refused_and_stays()
    {
        const string text = "{ encryptionsalt: v1:a:b, config: { p:a: one } }\n";
        var settings = Read(text, "p");

        Assert.Contains(
            "nothing was changed",
            Assert.Throws<EngineException>(() => settings.Set(new ConfigKey("p", "b"), YamlText.Text("two"))).Message,
            StringComparison.Ordinal);

        Assert.Equal("one", settings.Config["p:a"].ToString());
        Assert.Equal(text, System.IO.File.ReadAllText(File));
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

    private StackSettings Read(string text, string project = "harness-jira")
    {
        System.IO.File.WriteAllText(File, text);
        return StackSettings.Read(File, project);
    }
}
