namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>How the binary answers to being called wrongly.</summary>
public sealed class UsageTests : CommandTest
{
    [Fact]
    public async Task An_unknown_word_fails_at_once_with_the_list()
    {
        var result = await RunAsync("frobnicate");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(
            "error: there is no command 'frobnicate'; the commands are doctor, accounts, store, schema, version\n",
            result.Errors,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accounts", "'accounts' needs one of list, show, check, exec")]
    [InlineData("accounts lst", "there is no command 'accounts lst'; did you mean 'accounts list'?")]
    [InlineData("accounts show", "an argument is missing: NAME")]
    [InlineData("accounts show a b", "there are too many arguments")]
    [InlineData("accounts list --jsn", "there is no option --jsn; did you mean --json?")]
    [InlineData("accounts list --json=yes", "--json accepts only the values true and false")]
    [InlineData("accounts list --json --json", "--json is given twice")]
    [InlineData("accounts list -- ls", "there are too many arguments")]
    [InlineData("accounts exec --account a --application b -- ls", "--environment E is required")]
    [InlineData("accounts exec --account a --application b --environment c", "the command to run is missing; write it after '--'")]
    [InlineData("store", "'store' needs one of info, log, backup, rotate-key")]
    [InlineData("store log --account", "--account needs a value: --account NAME")]
    [InlineData("doctor", "--base-url URL is required")]
    [InlineData("doctor --base-url http://127.0.0.1:1 --timeout soon --secret-stdin", "--timeout SECONDS must be a number from 1 to 600")]
    [InlineData("doctor --base-url http://127.0.0.1:1 --kind cookie --secret-stdin", "--kind must be one of api-token, password, "
        + "personal-access-token")]
    [InlineData(
        "doctor --base-url http://127.0.0.1:1",
        "there is no terminal to ask for the personal access token for 127.0.0.1; give it on standard input with --secret-stdin")]
    [InlineData("doctor --base-url http://127.0.0.1:1 --secret-stdin", "--secret-stdin: standard input contains no secret")]
    [InlineData("doctor --base-url ftp://jira --secret-stdin", "HC1011: '--base-url' of doctor is 'ftp://jira'")]
    [InlineData("doctor --base-url http://jira.example.com --secret-stdin", "HC1012: --base-url is an http address")]
    [InlineData("doctor --account a --base-url https://jira.example.com", "--base-url and --account cannot be used together")]
    [InlineData("accounts check --account a --all", "--account and --all cannot be used together")]
    [InlineData("accounts check --json --markdown", "--json and --markdown cannot be used together")]
    [InlineData("accounts check --warn-days soon", "--warn-days DAYS must be a number from 0 to 3650")]
    public async Task A_wrong_call_is_told_with_exit_code_2_and_does_nothing(string line, string message)
    {
        var result = await RunAsync(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith($"error: {message}", result.Errors, StringComparison.Ordinal);
        Assert.Contains("\nUsage: pulumi-resource-harnesscollab ", result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder.Combine(".harnesscollab")));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_call_is_told_at_once()
    {
        var result = await RunAsync("accounts", "exec", "--acount", "a", "--application");

        Assert.Equal(
            """
            error: there is no option --acount; did you mean --account?
            error: --application needs a value: --application A
            error: --account NAME is required
            error: --environment E is required
            error: the command to run is missing; write it after '--'

            Usage: pulumi-resource-harnesscollab accounts exec --account NAME --application A --environment E [OPTIONS] -- COMMAND [ARGUMENT…]

            """,
            result.Errors);
    }

    [Theory]
    [InlineData("--password")]
    [InlineData("--token")]
    [InlineData("--secret")]
    public async Task A_secret_as_an_argument_is_refused_and_not_repeated(string option)
    {
        foreach (var arguments in new string[][] { [option, Secret], [$"{option}={Secret}"] })
        {
            var result = await RunAsync(["doctor", "--base-url", "https://jira.example.com", .. arguments]);

            Assert.Equal(2, result.ExitCode);
            Assert.Contains("a secret is never an argument", result.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("doctor --help", "--secret-stdin")]
    [InlineData("accounts --help", "exec")]
    [InlineData("accounts exec --help", "--application")]
    [InlineData("store help", "rotate-key")]
    public async Task Help_is_an_answer(string line, string word)
    {
        var result = await RunAsync(line.Split(' '));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(word, result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
    }
}
