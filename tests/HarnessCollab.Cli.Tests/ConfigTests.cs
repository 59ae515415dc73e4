namespace HarnessCollab.Cli.Tests;

/// <summary>Settings through the real process, with the texts of the Pulumi CLI.</summary>
public sealed class ConfigTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Settings_are_listed_masked()
    {
        await SetUpAsync();

        Assert.Equal(
            """
            KEY                         VALUE
            apiToken                    [secret]
            flag                        true
            fromStdin                   [secret]
            greeting                    hello
            jira                        {"credentials":{"token":"[secret]"},"enabled":true,"limit":10,"urls":["https://a.example.com"]}
            harnesscollab:jiraApiToken  [secret]

            """, await _project.OutputAsync("config"));
    }

    [Fact]
    public async Task A_setting_is_shown_in_clear_when_it_is_asked_for_by_name()
    {
        await SetUpAsync();

        Assert.Equal("s3cret-1\n", await _project.OutputAsync("config", "get", "apiToken"));
        Assert.Equal("from-stdin\n", await _project.OutputAsync("config", "get", "fromStdin"));
        Assert.Contains("\"token\":\"abc\"", await _project.OutputAsync("config", "get", "jira"), StringComparison.Ordinal);
        Assert.Equal("hello\n", await _project.OutputAsync("config", "get", "greeting"));
        var missing = await _project.RunAsync("config", "get", "nope");
        Assert.Equal((1, "error: configuration key 'nope' not found for stack 'dev'\n"), (missing.ExitCode, missing.Errors));
    }

    [Fact]
    public async Task Values_are_stored_as_the_CLI_stores_them()
    {
        await SetUpAsync();

        var settings = _project.Read("Pulumi.dev.yaml");

        Assert.StartsWith("encryptionsalt: v1:", settings, StringComparison.Ordinal);
        Assert.Contains("\n  harness-jira:flag: \"true\"\n", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-1", settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_or_missing_passphrase_is_one_clear_error()
    {
        await SetUpAsync();

        _project.Environment["PULUMI_CONFIG_PASSPHRASE"] = "wrong";
        var wrong = $"error: incorrect passphrase: the encryption salt in {_project.Path("Pulumi.dev.yaml")} was made with another one\n";
        Assert.Equal(wrong, (await _project.RunAsync("config", "get", "apiToken")).Errors);
        var preview = await _project.RunAsync("preview");
        Assert.Equal(
            (1, "", wrong),
            (preview.ExitCode, preview.Output, preview.Errors));

        _project.Environment["PULUMI_CONFIG_PASSPHRASE"] = null;
        Assert.Equal(
            "error: there is no terminal to ask for the passphrase of stack dev; set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE\n",
            (await _project.RunAsync("config", "get", "apiToken")).Errors);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_removed_without_a_word()
    {
        await SetUpAsync();

        Assert.Equal("", await _project.OutputAsync("config", "rm", "greeting"));
        Assert.Equal("", await _project.OutputAsync("config", "rm", "greeting"));
        Assert.DoesNotContain("greeting", _project.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\ufeffvalue")]
    [InlineData("value\n")]
    [InlineData("\ufeffvalue\r\n")]
    public async Task A_byte_order_mark_and_the_final_line_break_are_no_part_of_a_value(string input)
    {
        await SetUpAsync();

        await _project.RunInAsync("", input, "config", "set", "--secret", "piped");
        await _project.RunInAsync("", input, "config", "set", "plain");

        Assert.Equal("value\n", await _project.OutputAsync("config", "get", "piped"));
        Assert.Equal("value\n", await _project.OutputAsync("config", "get", "plain"));
    }

    [Fact]
    public async Task More_than_one_line_break_is_a_part_of_a_value()
    {
        await SetUpAsync();

        await _project.RunInAsync("", "value\n\n", "config", "set", "--secret", "piped");

        Assert.Equal("value\n\n", await _project.OutputAsync("config", "get", "piped"));
    }

    [Fact]
    public async Task A_program_gets_valid_JSON_and_merge_keys_resolved()
    {
        using var project = new ProjectFolder("printf '%s' \"$PULUMI_CONFIG\" >&2");
        await project.OutputAsync("stack", "init", "dev");
        project.Write("Pulumi.yaml", project.Read("Pulumi.yaml") + "config:\n  size: {type: integer, default: 3}\n");
        project.Write(
            "Pulumi.dev.yaml",
            project.Read("Pulumi.dev.yaml")
            + "config:\n  harness-jira:base: &b {a: yes, n: 010}\n  harness-jira:o: {<<: *b, d: 2024-01-01, t: true}\n");

        var shown = (await project.RunAsync("preview")).All;

        Assert.Contains(
            """harness-jira:o":"{\"a\":\"yes\",\"d\":\"2024-01-01\",\"n\":\"010\",\"t\":true}","harness-jira:size":"3""",
            shown,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_project_declares_and_the_stack_does_not_keep_to_is_refused_by_key_and_file()
    {
        await _project.OutputAsync("stack", "init", "dev");
        _project.Write("Pulumi.yaml", _project.Read("Pulumi.yaml") + "config:\n  size: {type: integer}\n");

        Assert.Contains("does not set 'harness-jira:size'", (await _project.RunAsync("preview")).Errors, StringComparison.Ordinal);
        await _project.OutputAsync("config", "set", "size", "s3cret");
        var refused = await _project.RunAsync("preview");

        Assert.Equal(
            (1, $"error: 'harness-jira:size' in {_project.Path("Pulumi.dev.yaml")} is not of the type integer that "
                + $"{_project.Path("Pulumi.yaml")} declares\n"),
            (refused.ExitCode, refused.Errors));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_settings_is_refused_and_a_damaged_salt_named()
    {
        await _project.OutputAsync("stack", "init", "dev");
        _project.Write("Pulumi.dev.yaml", "encryptionsalt: v1:s3cret\n");

        var damaged = await _project.RunAsync("config", "set", "--secret", "a", "b");
        File.Delete(_project.Path("Pulumi.dev.yaml"));
        Directory.CreateDirectory(_project.Path("Pulumi.dev.yaml"));
        var folder = await _project.RunAsync("config", "set", "a", "b");

        Assert.Equal(
            $"error: the encryption salt in {_project.Path("Pulumi.dev.yaml")} is damaged: it is not of the form v1:SALT:v1:NONCE:CIPHERTEXT\n",
            damaged.Errors);
        Assert.Equal($"error: {_project.Path("Pulumi.dev.yaml")} cannot be read: it is a folder\n", folder.Errors);
    }

    private async Task SetUpAsync()
    {
        await _project.StackAsync();
        await _project.OutputAsync("config", "set", "greeting", "hello");
        await _project.OutputAsync("config", "set", "--secret", "apiToken", "s3cret-1");
        Assert.Equal(0, (await _project.RunInAsync("", "from-stdin", "config", "set", "--secret", "fromStdin")).ExitCode);
        await _project.OutputAsync("config", "set", "harnesscollab:jiraApiToken", "tok-9", "--secret");
        await _project.OutputAsync("config", "set", "flag", "true");
        await _project.OutputAsync("config", "set", "--secret", "token", "abc");

        // What the Pulumi CLI writes for `config set --path`; collab reads it.
        var settings = _project.Read("Pulumi.dev.yaml");
        var token = settings.IndexOf("  harness-jira:token:\n    secure: ", StringComparison.Ordinal);
        _project.Write(
            "Pulumi.dev.yaml",
            settings[..token] + "  harness-jira:jira:\n    credentials:\n      token:\n        secure: " + settings[(token + 34)..].Trim()
            + "\n    enabled: true\n    limit: 10\n    urls:\n      - https://a.example.com\n");
    }
}
