namespace HarnessCollab.Settings.Tests;

public sealed class StackSettingsTests : IDisposable
{
    private readonly SettingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_entry_that_the_CLI_wrote_is_written_as_it_was()
    {
        var recorded = Recorded("16-yaml.txt");
        var settings = Read(recorded);

        foreach (var value in settings.Config.Values.ToList())
        {
            settings.Set(value.Key, value.Value);
        }

        settings.Save();
        Assert.Equal(recorded, _folder.Text);
    }

    [Fact]
    public void Entries_are_removed_as_the_CLI_removes_them()
    {
        var settings = Read(Recorded("16-yaml.txt"));

        settings.Remove(new ConfigKey("harness-jira", "greeting"));
        var (key, value, _) = settings.Config["harness-jira:jira"];
        settings.Set(key, new YamlMap([.. ((YamlMap)value).Entries.Select(entry => entry.Key == "urls"
            ? new YamlEntry("urls", new YamlList([.. ((YamlList)entry.Value).Items.Skip(1)])) : entry)]));

        settings.Save();
        Assert.Equal(Recorded("35-yaml-end.txt"), _folder.Text);
    }

    [Fact]
    public void Comments_and_order_of_what_is_not_changed_stay()
    {
        var settings = Read("# who owns this: ops\nencryptionsalt: v1:a:b\nconfig:\n    # the site\n    p:url: "
            + "https://a # old\n    p:list:\n        - 1\n\n    p:last: x\n# end\n");

        settings.Set(new ConfigKey("p", "url"), new YamlScalar("https://b"));
        settings.Set(new ConfigKey("p", "more"), new YamlScalar("1"));

        settings.Save();
        Assert.Equal(
            "# who owns this: ops\nencryptionsalt: v1:a:b\nconfig:\n    # the site\n    p:url: https://b # old\n    p:list:\n        - 1\n\n"
            + "    p:last: x\n    p:more: \"1\"\n# end\n",
            _folder.Text);
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

        AssertConfig(settings => settings.Set(new ConfigKey("p", "a"), new YamlScalar("new")), ("p:a", "new"), ("p:b", "two"));
        AssertConfig(settings => settings.Set(new ConfigKey("p", "b"), new YamlScalar("new")), ("p:a", "one"), ("p:b", "new"));
        AssertConfig(settings => settings.Set(new ConfigKey("p", "c"), new YamlScalar("new")), ("p:a", "one"), ("p:b", "two"), ("p:c", "new"));
        AssertConfig(settings => settings.Remove(new ConfigKey("p", "a")), ("p:b", "two"));
        AssertConfig(settings => settings.Remove(new ConfigKey("p", "b")), ("p:a", "one"));
        AssertConfig(settings => settings.SetSalt("v1:c:d"), ("p:a", "one"), ("p:b", "two"));

        void AssertConfig(Action<StackSettings> edit, params (string Key, string Value)[] expected)
        {
            var settings = Read(text, "p");
            edit(settings);
            settings.Save();
            var written = _folder.Text;
            var again = StackSettings.Read(_folder.File, "p");
            Assert.Equal(expected, again.Config.Select(entry => (entry.Key, entry.Value.Text(null))));
            Assert.Equal(settings.Salt, again.Salt);
            Assert.StartsWith("v1:", again.Salt!, StringComparison.Ordinal);
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
            SettingsFolder.Refusal(() => settings.Set(new ConfigKey("p", "b"), new YamlScalar("two"))),
            StringComparison.Ordinal);

        Assert.Equal("one", settings.Config["p:a"].Text(null));
        Assert.Equal(text, _folder.Text);
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
        Assert.Equal($"k: {yaml}", string.Join('\n', YamlWriter.Entry("k", new YamlScalar(text), 0)));
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("one\n\n  two\n")]
    [InlineData("tab\there")]
    [InlineData(" spaces ")]
    public void Every_text_is_read_back_as_it_was(string text)
    {
        var settings = Read("");

        settings.Set(new ConfigKey("p", "k"), new YamlScalar(text));

        settings.Save();
        Assert.Equal(text, StackSettings.Read(_folder.File, "p").Config["p:k"].Text(null));
    }

    private static string Recorded(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recordings", name))
        .Split("--- stdout\n")[1]
        .Split("--- stderr")[0];

    private StackSettings Read(string text, string project = "harness-jira") => _folder.Settings(text, project);
}
