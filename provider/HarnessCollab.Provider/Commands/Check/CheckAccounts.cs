using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Commands.Accounts;
using HarnessCollab.Provider.Commands.Doctor;
using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>Which accounts of the store work, which do not, and which soon will not.</summary>
internal static class CheckAccounts
{
    private const int MostWarnDays = 3650;

    private static readonly Option Account = new("--account", "NAME", "check this account only (repeatable)") { IsRepeatable = true };
    private static readonly Option All = new("--all", null, "check all accounts; the default when none is named");
    private static readonly Option Markdown = new("--markdown", null, "answer as Markdown, for $GITHUB_STEP_SUMMARY and issues");
    private static readonly Option JUnit = new("--junit", "FILE", "also write a report of test cases for build servers");
    private static readonly Option Html = new("--html", "FILE", "also write a page in one file");
    private static readonly Option History = new("--history", "FILE", "keep the past checks in this file instead of the store");
    private static readonly Option WarnDays = new("--warn-days", "DAYS", "count a token that expires within this many days as failed");

    public static Command<CommandRun> Command { get; } = new("accounts check", "test the accounts in the store", RunAsync)
    {
        Options =
        [
            Account, All, CommonOptions.Json, Markdown, JUnit, Html, History, WarnDays,
            DoctorOptions.Delegate, DoctorOptions.Stack, DoctorOptions.Timeout, DoctorOptions.Certificates, DoctorOptions.InsecureHttp,
        ],
        Details = "It changes only the history of checks. Exit code: 0 all passed, 1 one or more failed, 2 wrong usage, 3 an answer is not known.",
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        arguments.RefuseBoth(Account, All);
        arguments.RefuseBoth(CommonOptions.Json, Markdown);
        OutputFile.RefuseSame([JUnit, Html, History], arguments, context);
        var warnDays = arguments.Number(WarnDays, to: MostWarnDays);
        var config = DoctorConfig.Read(arguments, context, ofStore: true);
        var timeout = DoctorTarget.TimeoutOf(arguments, config);
        await using var store = await StoreOpener.OpenExistingAsync(config.Settings, context);
        var accounts = await AccountsAsync(arguments.All(Account), store);
        // Before anything is tested, so that no test is wasted if the file cannot be written.
        using var junit = OutputFile.Of(JUnit, arguments, context);
        using var page = OutputFile.Of(Html, arguments, context);
        var history = await HistoryOf(arguments, store, context);

        await using var tester = ConnectionTesters.Create(config.Settings.CaCertificates, context.Environment, context.Time);
        var allowsHttp = arguments.Has(DoctorOptions.InsecureHttp) || config.Settings.AllowInsecureHttp;
        Func<JiraAccountRecord, Task<PlannedCheck>> plan = store.Capabilities.RevealsSecrets && !arguments.Has(DoctorOptions.Delegate)
            ? new OwnProbe(store, tester, settings => settings with { Timeout = timeout, AllowInsecureHttp = allowsHttp }).PlanAsync
            : new PlatformProbe(store, asksDelegate: arguments.Has(DoctorOptions.Delegate)).PlanAsync;
        var progress = new ProgressLine(context, accounts.Length);
        var results = await AccountChecks.RunAsync(accounts, plan, progress.Advance);
        progress.Clear();

        var now = context.Time.GetUtcNow();
        var past = history is null || results.IsEmpty ? null : await CheckHistory.KeepAsync(history, results, now, context.Console);
        var check = new CheckResult(results, now, warnDays, past);
        // First, because writing the files may fail.
        await (arguments.Has(CommonOptions.Json) ? CheckJson.WriteAsync(context.Console.Output, check)
            : arguments.Has(Markdown) ? CheckMarkdown.WriteAsync(context.Console.Output, check)
            : results.IsEmpty ? context.Console.NoteAsync($"no accounts in the {store.Description}")
            : CheckTable.WriteAsync(context.Console, check));
        await (junit?.WriteAsync(output => CheckJUnit.WriteAsync(output, check)) ?? Task.CompletedTask);
        await (page?.WriteAsync(output => output.WriteAsync(CheckPage.Of(check, store.Description))) ?? Task.CompletedTask);
        return check.ExitCode;
    }

    private static async Task<ImmutableArray<JiraAccountRecord>> AccountsAsync(IReadOnlyList<string> names, IProviderStore store)
    {
        if (names.Count == 0)
        {
            return [.. await store.Accounts.ListAsync().ToListAsync()];
        }

        var accounts = new List<JiraAccountRecord>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            accounts.Add(await AccountFinder.FindAsync(store, name));
        }

        return [.. accounts];
    }

    private static async Task<ICheckHistory?> HistoryOf(Arguments arguments, IProviderStore store, CommandContext context) =>
        arguments.Find(History) is not { } path ? store.Checks
        : HistoryFile.Open(Path.GetFullPath(path, context.Environment.WorkingDirectory), (await store.GetStoreIdAsync())!, context.Time);
}
