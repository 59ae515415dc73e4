using System.Text;

namespace HarnessCollab.Settings.Tests;

/// <summary>Files that are damaged, strange or made to hurt: each is read as Pulumi reads it, or refused by name, and stays as it is.</summary>
public sealed class HostileFileTests : IDisposable
{
    private static readonly ConfigKey A = new("p", "a");

    private readonly SettingsFolder _folder = new();

    public static TheoryData<string, string> Unreadable => new()
    {
        { "config:\n\tp:a: s3cret\n", "it is not valid YAML (line " },
        { "config: [s3cret\n", "it is not valid YAML (line " },
        { "config:\n  p:a: [s3cret, \"\\uD800\"]\n", "it is not valid YAML (line 2)" },
        { "config: {p:a: 's3cret\n", "it is not valid YAML (line 1)" },
        { "config:\n  p:a: 1\n  p:b: *s3cret\n", "an alias in it has no anchor before it, or is a part of its own value (line 3)" },
        { "config:\n  p:a: &a {x: *a}\n", "an alias in it has no anchor before it, or is a part of its own value (line 2)" },
        { "config:\n  p:a: s3cret\n  p:a: s3cret\n", "a key in it occurs twice (line 3)" },
        { "config:\n  p:a: {x: 1, x: s3cret}\n", "a key in it occurs twice (line 2)" },
        { "config: {}\nconfig: {}\n", "a key in it occurs twice (line 2)" },
        { "config:\n  ? [a, b]\n  : s3cret\n", "a key in it is not a text (line 2)" },
        { "config:\n  ? {a: b}\n  : s3cret\n", "a key in it is not a text (line 2)" },
        { "config:\n  p:a: {<<: s3cret}\n", "the value of a merge key in it is not a mapping (line 2)" },
        { "config:\n  s3cret:s3cret:s3cret: 1\n", "a key below 'config' is not of the form NAMESPACE:NAME (line 2)" },
        { "config:\n  \"\": s3cret\n", "a key below 'config' is not of the form NAMESPACE:NAME (line 2)" },
        { "- s3cret\n", "it is not a mapping (line 1)" },
        { "s3cret\n", "it is not a mapping (line 1)" },
        { $"config:\n  p:a: {new string('[', 100_000)}\n", "it is nested more than 64 levels deep (line 2)" },
        { $"config:\n  p:a: {string.Concat(Enumerable.Repeat("{a: ", 100_000))}\n", "it is nested more than 64 levels deep (line 2)" },
        { $"config:\n  p:a: [{new string(',', 10)}", "it is not valid YAML (line 2)" },
        { $"config:\n  p:a: [{string.Join(',', Enumerable.Repeat("1", 100_000))}]\n", "it has more than 100000 values (line 2)" },
        { Chain(9, level => $"[{string.Join(", ", Enumerable.Repeat($"*a{level}", 10))}]"), "it has more than 100000 values (line " },
        { Chain(80, level => $"[*a{level}]"), "it is nested more than 64 levels deep (line " },
        { $"config:\n  p:a: {new string('x', 5 * 1024 * 1024)}\n", "it has more than 4 MiB" },
    };

    [Theory]
    [MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_read_is_refused_with_file_and_line_and_without_its_content(string text, string message) =>
        Assert.StartsWith(
            $"{_folder.File} cannot be read: {message}", SettingsFolder.Refusal(() => _folder.Settings(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("config: [s3cret]\n", "'config' in FILE is not a mapping (line 1)")]
    [InlineData("config: s3cret\n", "'config' in FILE is not a mapping (line 1)")]
    [InlineData("encryptionsalt: [s3cret]\n", "'encryptionsalt' in FILE is not a text (line 1)")]
    [InlineData("secretsprovider: {a: s3cret}\n", "'secretsprovider' in FILE is not a text (line 1)")]
    [InlineData("config:\n  p:a: s3cret\n  p:config:a: s3cret\n", "'p:a' occurs twice in FILE (line 3)")]
    [InlineData("config:\n  a: s3cret\n  p:a: s3cret\n", "'p:a' occurs twice in FILE (line 3)")]
    public void What_means_nothing_is_refused_by_name(string text, string message) =>
        Assert.Equal(message.Replace("FILE", _folder.File, StringComparison.Ordinal), SettingsFolder.Refusal(() => _folder.Settings(text)));

    [Theory]
    [InlineData("environment: [prod]\n", "environment")]
    [InlineData("encryptedkey: s3cret\n", "encryptedkey")]
    [InlineData("secretsprovider: awskms://s3cret\n", "secretsprovider")]
    public void What_only_the_CLI_understands_is_refused_by_name_and_no_matter_for_the_plugin(string text, string name)
    {
        var settings = _folder.Settings(text + "config: {p:a: 1}\n");

        Assert.Equal("1", settings.Config["p:a"].Text(null));
        Assert.Equal(
            $"'{name}' in {_folder.File} is not supported by collab; use the Pulumi CLI for this stack",
            SettingsFolder.Refusal(() => settings.RequireSupported()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("---\n...\n")]
    [InlineData("{}\n")]
    [InlineData("~\n")]
    [InlineData("config:\n")]
    [InlineData("config: ~ # nothing yet\n")]
    [InlineData("config: {} # nothing yet\nencryptionsalt: v1:a:b\n")]
    public void A_file_without_settings_takes_its_first(string text)
    {
        var settings = _folder.Settings(text);
        Assert.Empty(settings.Config);

        if (text.StartsWith('{') || text.StartsWith('~'))
        {
            Assert.Contains("nothing was changed", SettingsFolder.Refusal(() => settings.Set(A, new YamlScalar("new"))), StringComparison.Ordinal);
            return;
        }

        settings.Set(A, new YamlScalar("new"));
        settings.SetSalt("v1:c:d");
        settings.Save();

        var again = StackSettings.Read(_folder.File, "p");
        Assert.Equal(("new", "v1:c:d"), (again.Config["p:a"].Text(null), again.Salt));
        Assert.All(
            text.Split('\n').Where(line => line.Contains('#', StringComparison.Ordinal)),
            line => Assert.Contains(line[line.IndexOf('#', StringComparison.Ordinal)..], _folder.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_several_documents_the_first_counts_and_the_others_stay()
    {
        var settings = _folder.Settings("config:\n  p:a: one\n---\nconfig:\n  p:a: two\n...\n---\n%: {\n");

        settings.Set(A, new YamlScalar("new"));
        settings.Set(new ConfigKey("p", "b"), new YamlScalar("more"));
        settings.SetSalt("v1:c:d");
        settings.Save();

        Assert.Equal("encryptionsalt: v1:c:d\nconfig:\n  p:a: new\n  p:b: more\n---\nconfig:\n  p:a: two\n...\n---\n%: {\n", _folder.Text);
    }

    [Fact]
    public void What_is_merged_over_and_over_holds_each_key_once()
    {
        var settings = _folder.Settings(Chain(40, level => $"{{<<: [*a{level}, *a{level}, *a{level}]}}", "{x: 1}"));

        Assert.Equal("{\"x\":1}", settings.Config["p:a40"].Text(null));
    }

    [Fact]
    public void Anchors_that_others_need_are_not_lost()
    {
        const string text = "config:\n  p:a: &a {x: 1}\n  p:b: *a\n  p:c: {<<: *a, y: 2}\n";
        var settings = _folder.Settings(text);

        settings.Set(new ConfigKey("p", "c"), new YamlScalar("new"));
        settings.Set(new ConfigKey("p", "b"), new YamlScalar("own"));
        settings.Remove(new ConfigKey("p", "c"));
        settings.Save();
        Assert.Equal("config:\n  p:a: &a {x: 1}\n  p:b: own\n", _folder.Text);

        settings = _folder.Settings(text);
        Assert.Contains("nothing was changed", SettingsFolder.Refusal(() => settings.Set(A, new YamlScalar("new"))), StringComparison.Ordinal);
        Assert.Contains("nothing was changed", SettingsFolder.Refusal(() => settings.Remove(A)), StringComparison.Ordinal);
        Assert.Equal("{\"x\":1}", settings.Config["p:b"].Text(null));
        Assert.Equal(text, _folder.Text);
    }

    [Fact]
    public void What_is_merged_into_the_section_can_be_set_and_removed()
    {
        const string text = "config:\n  <<: {p:a: one, p:b: two}\n  p:c: three\n";
        var settings = _folder.Settings(text);
        settings.Set(A, new YamlScalar("new"));
        settings.Save();
        Assert.Equal("config:\n  <<: {p:a: one, p:b: two}\n  p:c: three\n  p:a: new\n", _folder.Text);

        settings = _folder.Settings(text);
        settings.Remove(A);
        settings.Save();
        Assert.Equal("config:\n  p:c: three\n  p:b: two\n", _folder.Text);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_key()
    {
        File.WriteAllText(_folder.File, "config:\n  p:a: one\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal("one", StackSettings.Read(_folder.File, "p").Config["p:a"].Text(null));
    }

    [Fact]
    public void What_is_not_UTF_8_is_refused_and_stays()
    {
        byte[] latin = [.. "# gr"u8, 0xFC, .. "n\nconfig: {}\n"u8];
        File.WriteAllBytes(_folder.File, latin);

        Assert.Equal($"{_folder.File} cannot be read: it is not UTF-8", SettingsFolder.Refusal(() => StackSettings.Read(_folder.File, "p")));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(_folder.File);

        Assert.Equal($"{_folder.File} cannot be read: it is a folder", SettingsFolder.Refusal(() => StackSettings.Read(_folder.File, "p")));
    }

    [Theory]
    [InlineData("loop")]
    [InlineData("/dev/zero")]
    [InlineData("/proc/self/mem")]
    public void A_link_that_leads_to_no_file_is_refused(string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links and devices of Unix");
        File.CreateSymbolicLink(_folder.File, target == "loop" ? _folder.File : target);

        Assert.StartsWith(
            $"{_folder.File} cannot be read: ", SettingsFolder.Refusal(() => StackSettings.Read(_folder.File, "p")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_stays_and_the_file_that_it_leads_to_is_written_with_its_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links and modes of Unix");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var target = _folder.Path("shared.yaml");
        File.WriteAllText(target, "config:\n  p:a: one\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, mode);
        }

        File.CreateSymbolicLink(_folder.File, "shared.yaml");

        var settings = StackSettings.Read(_folder.File, "p");
        settings.Set(A, new YamlScalar("new"));
        settings.Save();

        Assert.Equal("shared.yaml", new FileInfo(_folder.File).LinkTarget);
        Assert.Equal("config:\n  p:a: new\n", File.ReadAllText(target));
        Assert.Equal(mode, OperatingSystem.IsWindows() ? mode : File.GetUnixFileMode(target));
    }

    public void Dispose() => _folder.Dispose();

    private static string Chain(int levels, Func<int, string> next, string first = "[x]") => "config:\n  p:a0: &a0 " + first + "\n"
        + string.Concat(Enumerable.Range(1, levels).Select(level => $"  p:a{level}: &a{level} {next(level - 1)}\n"));
}
