using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>Tests many accounts in parallel, with few requests to each host at the same time.</summary>
internal static class AccountChecks
{
    // With more, the tester would make them wait for one another while their time runs.
    private static readonly int MostPerHost = new JiraConnectionTesterOptions().MaxConcurrencyPerHost;

    /// <param name="plan">The test of an account; nothing is sent to Jira yet.</param>
    /// <param name="advance">Called after each test.</param>
    /// <returns>In the order of the accounts.</returns>
    public static async Task<ImmutableArray<AccountCheck>> RunAsync(
        IReadOnlyList<JiraAccountRecord> accounts, Func<JiraAccountRecord, Task<PlannedCheck>> plan, Action advance)
    {
        var planned = new List<PlannedCheck>();
        foreach (var account in accounts)
        {
            planned.Add(await plan(account));
        }

        var reports = new Dictionary<string, ConnectionReport>(StringComparer.Ordinal);
        await Task.WhenAll(planned.GroupBy(check => HostOf(check.Account)).Select(AtHostAsync));
        return [.. accounts.Select(account => new AccountCheck(account, reports[account.Id]))];

        async Task AtHostAsync(IEnumerable<PlannedCheck> checks)
        {
            using var slots = new SemaphoreSlim(MostPerHost);
            // At the same time, so that the tester answers all of them with one sign-in, also if it fails.
            await Task.WhenAll(checks.GroupBy(check => check.Credential).Select(async sharing =>
            {
                await slots.WaitAsync();
                try
                {
                    await Task.WhenAll(sharing.Select(TestAsync));
                }
                finally
                {
                    slots.Release();
                }
            }));
        }

        async Task TestAsync(PlannedCheck check)
        {
            var report = await check.RunAsync();
            lock (reports)
            {
                reports[check.Account.Id] = report;
                advance();
            }
        }
    }

    /// <summary>The host of an account's address; the address itself if it is not valid.</summary>
    public static string HostOf(JiraAccountRecord account) =>
        Uri.TryCreate(account.Fields.BaseUrl, UriKind.Absolute, out var url) ? url.Authority : account.Fields.BaseUrl;
}
