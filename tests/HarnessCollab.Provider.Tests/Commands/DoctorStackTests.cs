using HarnessCollab.Stores;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>The connection test by hand, from a stack's configuration.</summary>
public sealed class DoctorStackTests(SandboxFixture sandbox) : CommandTest
{
    private const string Passphrase = "correct horse";

    private static readonly StackYaml Yaml = new(Passphrase);

    private static readonly Dictionary<string, string?> Unlocked = new() { ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase };

    [Fact]
    public async Task The_providers_default_credential_and_the_projects_address_are_taken()
    {
        Write($"""
              tests:baseUrl: {sandbox.Jira.BaseUrl}
              tests:username: "{JiraSandbox.User}"
              harnesscollab:jiraApiToken:
                secure: {Yaml.Secure(JiraSandbox.Token)}
              harnesscollab:connectionTest:
                timeoutSeconds: 30
            """);

        var result = await RunAsync(["doctor", "--stack", "dev"], input: null, Unlocked);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.EndsWith("\nThe connection works.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_projects_own_credential_wins_and_options_win_over_both()
    {
        Write($"""
              tests:baseUrl: https://nowhere.invalid
              tests:apiToken:
                secure: {Yaml.Secure(JiraSandbox.Token)}
              harnesscollab:jiraApiToken:
                secure: {Yaml.Secure(Secret)}
            """);
        string[] doctor = ["doctor", "--stack", "organization/tests/dev", "--base-url", sandbox.Jira.BaseUrl, "--username", JiraSandbox.User];

        var own = await RunAsync(doctor, input: null, Unlocked);
        var given = await RunAsync([.. doctor, "--kind", "api-token", "--secret-stdin"], $"{Secret}\n");

        Assert.Equal([0, 1], new[] { own.ExitCode, given.ExitCode });
    }

    [Fact]
    public async Task An_account_is_looked_up_in_the_stacks_store()
    {
        var elsewhere = Folder.Combine("elsewhere.db");
        await using (var store = StoreFactory.Open(StoreSettings.Parse($"sqlite:{elsewhere}", null, null), TimeProvider.System))
        {
            await store.EnsureCreatedAsync(cancellationToken: TestContext.Current.CancellationToken);
            await store.Accounts.CreateAsync(
                new Draft<JiraAccountFields>(
                    new JiraAccountFields
                    {
                        DisplayName = "ops-jira",
                        BaseUrl = sandbox.Jira.BaseUrl,
                        Username = JiraSandbox.User,
                        CredentialKind = CredentialKind.ApiToken,
                    },
                    new CredentialSource.Owned(new SecretText(JiraSandbox.Token))),
                new Author { User = "anna", Host = "build-7" },
                TestContext.Current.CancellationToken);
        }

        Write($"""
              harnesscollab:store:
                secure: {Yaml.Secure("sqlite:elsewhere.db")}
            """);

        var found = await RunAsync(["doctor", "--stack", "dev", "--account", "ops-jira"], input: null, Unlocked);

        Assert.Equal((0, ""), (found.ExitCode, found.Errors));
    }

    [Fact]
    public async Task What_is_not_needed_is_not_decrypted()
    {
        Write($"""
              harnesscollab:jiraApiToken:
                secure: {Yaml.Secure(JiraSandbox.Token)}
            """);

        var result = await RunAsync(
            ["doctor", "--stack", "dev", "--base-url", sandbox.Jira.BaseUrl, "--username", JiraSandbox.User, "--kind", "api-token", "--secret-stdin"],
            $"{JiraSandbox.Token}\n");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task The_configuration_that_a_program_was_started_with_is_taken_without_a_stack()
    {
        var environment = new Dictionary<string, string?>
        {
            ["PULUMI_PROJECT"] = "tests",
            ["PULUMI_CONFIG"] =
                $$"""{"tests:baseUrl":"{{sandbox.Jira.BaseUrl}}","tests:config:username":"{{JiraSandbox.User}}","""
                + $$""" "harnesscollab:jiraApiToken":"{{JiraSandbox.Token}}"}""",
        };

        Assert.Equal(0, (await RunAsync(["doctor"], input: null, environment)).ExitCode);
    }

    [Fact]
    public async Task A_wrong_or_missing_passphrase_says_where_it_comes_from()
    {
        Write($"""
              harnesscollab:jiraApiToken:
                secure: {Yaml.Secure(JiraSandbox.Token)}
            """);
        string[] doctor = ["doctor", "--stack", "dev", "--base-url", sandbox.Jira.BaseUrl];

        var wrong = await RunAsync(doctor, input: null, new Dictionary<string, string?> { ["PULUMI_CONFIG_PASSPHRASE"] = Secret });
        var empty = await RunAsync(doctor, input: null, new Dictionary<string, string?> { ["PULUMI_CONFIG_PASSPHRASE"] = "" });
        var file = await RunAsync(
            doctor, input: null, new Dictionary<string, string?> { ["PULUMI_CONFIG_PASSPHRASE_FILE"] = Folder.Combine("none") });
        var missing = await RunAsync([.. doctor]);

        Assert.All([wrong, empty], result => Assert.Equal(
            "error: HC5034: the passphrase is not the one of stack 'dev', so 'harnesscollab:jiraApiToken' cannot be decrypted. "
            + "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.\n", result.Errors));
        Assert.StartsWith(
            $"error: HC5034: the file that PULUMI_CONFIG_PASSPHRASE_FILE names cannot be used: {Folder.Combine("none")} cannot be read: ",
            file.Errors,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "error: there is no terminal to ask for the passphrase of stack dev; set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE\n",
            missing.Errors,
            StringComparison.Ordinal);
        Assert.Equal([1, 1, 1, 2], new[] { wrong.ExitCode, empty.ExitCode, file.ExitCode, missing.ExitCode });
    }

    [Theory]
    [InlineData("secretsprovider: awskms://alias/x\nencryptedkey: abc\n", "is encrypted by 'awskms://alias/x', which only the Pulumi CLI can use. "
        + "Pass the secret on: pulumi config get harnesscollab:jiraApiToken --stack dev | ")]
    [InlineData("", "is encrypted by the backend, which only the Pulumi CLI can use.")]
    [InlineData("encryptionsalt: v1:s3cret\n", "Pulumi.dev.yaml is damaged: it is not of the form v1:SALT:v1:NONCE:CIPHERTEXT.")]
    public async Task Secrets_of_another_kind_are_handed_on_by_the_Pulumi_CLI(string head, string message)
    {
        Folder.Write("Pulumi.dev.yaml", $"{head}config:\n  harnesscollab:jiraApiToken:\n    secure: v1:abc\n");

        var result = await RunAsync(["doctor", "--stack", "dev", "--base-url", sandbox.Jira.BaseUrl], input: null, Unlocked);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_that_is_not_there_or_cannot_be_read_is_told_without_its_content()
    {
        var missing = await RunAsync("doctor", "--stack", "prod", "--account", "x");
        Folder.Write("Pulumi.dev.yaml", $"config: [{Secret}\n");
        var malformed = await RunAsync("doctor", "--stack", "dev", "--account", "x");

        Assert.StartsWith("error: HC5034: the stack 'prod' has no settings file ", missing.Errors, StringComparison.Ordinal);
        Assert.StartsWith(
            $"error: HC5034: {Folder.Combine("Pulumi.dev.yaml")} cannot be read: it is not valid YAML (line ",
            malformed.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Defaults_of_the_project_numbers_without_quotes_and_the_older_form_of_keys_are_read()
    {
        Folder.Write("Pulumi.yaml", $"""
            name: tests
            runtime: dotnet
            config:
              baseUrl:
                type: string
                default: {sandbox.Jira.BaseUrl}
              tests:username:
                value: {JiraSandbox.User}
              apiToken:
                type: string
                secret: true
              harnesscollab:connectionTest:
                value:
                  timeoutSeconds: 30
            """);
        Write($"""
              harnesscollab:config:jiraApiToken: {JiraSandbox.Token}
              harnesscollab:accountId: 4711
              tests:number: 7
            """);

        var result = await RunAsync("doctor", "--stack", "dev");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task A_user_name_or_password_of_digits_is_text()
    {
        await using var jira = await JiraSandbox.StartAsync("--flavour", "datacenter", "--user", "4711", "--token", "0815");
        Write($"""
              tests:baseUrl: {jira.BaseUrl}
              tests:username: 4711
              tests:password: 0815
            """);

        var result = await RunAsync("doctor", "--stack", "dev");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task What_is_missing_is_named_by_stack_and_key()
    {
        Write("  tests:other: x");
        var address = await RunAsync("doctor", "--stack", "dev");
        Write($"  tests:baseUrl: {sandbox.Jira.BaseUrl}\n  tests:username: {JiraSandbox.User}");
        var secret = await RunAsync("doctor", "--stack", "dev", "--kind", "api-token");

        Assert.StartsWith(
            "error: the stack 'dev' does not set 'tests:baseUrl'. Set it (pulumi config set tests:baseUrl --stack dev), or give --base-url\n",
            address.Errors,
            StringComparison.Ordinal);
        Assert.Contains(
            "the stack 'dev' sets neither 'tests:apiToken' nor 'harnesscollab:jiraApiToken'; give it on standard input with --secret-stdin",
            secret.Errors,
            StringComparison.Ordinal);
        Assert.Equal([2, 2], new[] { address.ExitCode, secret.ExitCode });
    }

    public static TheoryData<string, string> Bombs => new()
    {
        { "config: &a\n  harnesscollab:store: *a\n", "an alias in it has no anchor before it, or is a part of its own value (line 2)" },
        { "config: &a [*a]\n", "an alias in it has no anchor before it, or is a part of its own value (line 1)" },
        {
            "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(
                Enumerable.Range(1, 9).Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n")),
            "it has more than 100000 values (line "
        },
        { $"config: {new string('[', 50_000)}", "it is nested more than 64 levels deep (line 1)" },
        { $"config: {string.Concat(Enumerable.Repeat("{a: ", 50_000))}", "it is nested more than 64 levels deep (line 1)" },
        {
            $"a0: &a0 [x]\n{string.Concat(Enumerable.Range(1, 80).Select(level => $"a{level}: &a{level} [*a{level - 1}]\n"))}",
            "it is nested more than 64 levels deep (line "
        },
        { $"config: {new string('x', 5 * 1024 * 1024)}", "it has more than 4 MiB" },
        { "config:\n  ? [a, b]\n  : 1\n", "a key in it is not a text (line " },
    };

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public async Task A_file_made_to_exhaust_its_reader_is_refused(string content, string words)
    {
        Folder.Write("Pulumi.dev.yaml", content);

        var result = await RunAsync("doctor", "--stack", "dev", "--account", "x");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"error: HC5034: {Folder.Combine("Pulumi.dev.yaml")} cannot be read: {words}", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aliases_in_reason_are_read()
    {
        Folder.Write(
            "Pulumi.dev.yaml",
            $"shared: &url {sandbox.Jira.BaseUrl}\nconfig:\n  tests:baseUrl: *url\n  tests:username: {JiraSandbox.User}\n  tests:apiToken: "
            + $"{JiraSandbox.Token}\n");

        Assert.Equal(0, (await RunAsync("doctor", "--stack", "dev")).ExitCode);
    }

    private void Write(string config) => Folder.Write("Pulumi.dev.yaml", $"encryptionsalt: {Yaml.Salt}\nconfig:\n{config}\n");
}
