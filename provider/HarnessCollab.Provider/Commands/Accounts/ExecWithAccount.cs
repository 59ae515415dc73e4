using HarnessCollab.CommandLine;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>Runs a program with an account in its environment, if the account's usage scope permits it.</summary>
internal static class ExecWithAccount
{
    private static readonly Option Account = new("--account", "NAME", "display name of the account") { IsRequired = true };
    private static readonly Option Application = new("--application", "A", "the application the work is for") { IsRequired = true };
    private static readonly Option InsecureHttp = new(
        "--allow-insecure-http", null, "pass the secret even if the account's address is http on another machine");
    private static readonly Option Environment = new("--environment", "E", "the environment the work is for") { IsRequired = true };

    private static readonly Option KeepEnvironment = new(
        "--keep-env", "NAME", "pass this variable, which is otherwise withheld because it gives access to more than the account (repeatable)")
    {
        IsRepeatable = true,
    };

    public static Command<CommandRun> Command { get; } = new("accounts exec", "run a command with an account in its environment", RunAsync)
    {
        Options = [Account, Application, Environment, KeepEnvironment, InsecureHttp],
        Rest = Rest.CommandAfterDashes,
        Details = "The command gets JIRA_BASE_URL, JIRA_USERNAME and JIRA_API_TOKEN, JIRA_PASSWORD or JIRA_PERSONAL_ACCESS_TOKEN.",
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        var kept = arguments.All(KeepEnvironment);
        ChildEnvironment.CheckKept(KeepEnvironment, kept);
        var variables = await ReadAsync(arguments[Account], arguments[Application], arguments[Environment], arguments.Has(InsecureHttp), context);
        try
        {
            return await ProgramRunner.RunAsync(arguments.Rest, ChildEnvironment.With(variables, kept));
        }
        catch (ProgramException problem)
        {
            await context.Console.ErrorAsync($"{CommandErrorCodes.CommandNotStarted}: {ServerText.Line(problem.Message)}");
            return problem.ExitCode;
        }
    }

    // Closes the store before the program runs, since that can take long.
    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        string name, string application, string environment, bool allowInsecureHttp, CommandContext context)
    {
        await using var store = await StoreOpener.OpenExistingAsync(context);
        if (!store.Capabilities.RevealsSecrets)
        {
            throw Unrevealed(store);
        }

        var account = await AccountFinder.FindAsync(store, name);
        if (!account.UsageScope.Covers(application, environment))
        {
            throw new PluginException(
                CommandErrorCodes.OutsideUsageScope,
                $"the account {TextProblems.Quote(name)} may not be used for application {TextProblems.Quote(application)} in environment "
                + $"{TextProblems.Quote(environment)}: its usage scope is {account.UsageScope}. "
                + "Use an account that covers both, or widen the scope of its encrypted text. The command was not run.");
        }

        var secret = await store.RevealAsync(account) ?? throw Unrevealed(store);
        return allowInsecureHttp || new Uri(account.Fields.BaseUrl) is { Scheme: not "http" } or { IsLoopback: true }
            ? AccountVariables.Of(account, secret)
            : throw new PluginException(
                ErrorCodes.InsecureBaseUrl,
                $"the account {TextProblems.Quote(name)} has an http address on another machine; the secret would travel unencrypted. "
                + $"Give it an https address, or permit it with {InsecureHttp.Name}. The command was not run.");
    }

    private static StoreException Unrevealed(IProviderStore store) => new(
        StoreErrorCodes.Unsupported,
        $"the {store.Description} does not return secrets, so no command can be run with one. Use the account on the platform itself.");
}
