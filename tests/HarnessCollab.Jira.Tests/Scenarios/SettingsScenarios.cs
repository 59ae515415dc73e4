using HarnessCollab.Jira.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace HarnessCollab.Jira.Tests.Scenarios;

internal static class SettingsScenarios
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 42, 0, TimeSpan.Zero);

    public static IEnumerable<Scenario> All =>
    [
        new("HC4001", "no credential at hand", () => WithAsync(settings => settings with { Credential = null })),
        new("HC4002", "no user name", () => WithAsync(settings => settings with { Username = " " })),
        new("HC4003", "colon in the user name", () => WithAsync(settings => settings with { Username = "bot:x" })),
        new("HC4004", "line break behind the token", () =>
            WithAsync(settings => settings with { Credential = new JiraCredential(CredentialKind.ApiToken, "token\n") })),
        new("HC4004", "line break inside the token", () =>
            WithAsync(settings => settings with { Credential = new JiraCredential(CredentialKind.ApiToken, "to\nken") })),
        new("HC4340", "zero width space behind the token", () =>
            WithAsync(settings => settings with { Credential = new JiraCredential(CredentialKind.ApiToken, "token\u200b") })),
        new("HC4340", "letter of another alphabet in the token", () =>
            WithAsync(settings => settings with { Credential = new JiraCredential(CredentialKind.ApiToken, "tok\u0435n") })),
        new("HC4341", "no-break space in the password", () =>
            WithAsync(settings => settings with { Credential = new JiraCredential(CredentialKind.Password, "pass\u00a0word") })),
        new("HC4342", "byte order mark before the user name", () => WithAsync(settings => settings with { Username = "\ufeffbot@example.com" })),
        new("HC4005", "expired yesterday", () => ExpiringAsync(-1)),
        new("HC4006", "expires in three days", () => ExpiringAsync(3)),
        new("HC4006", "expires tomorrow", () => ExpiringAsync(1)),
        new("HC4006", "expires today", () => ExpiringAsync(0)),
        new("HC4007", "expires in two weeks", () => ExpiringAsync(14)),
        new("HC4007", "expires in four days", () => ExpiringAsync(4)),
        new("HC4008", "expires in a month", () => ExpiringAsync(30)),
        new("HC4008", "expires in fifteen days", () => ExpiringAsync(15)),
        new("HC4140", "changed by somebody else", () =>
            WithAsync(settings => settings with { Credential = null, WithheldBecause = "baseUrl in the store differs from the state." })),
        new("HC4141", "http to another machine", () => WithAsync(settings => settings with { BaseUrl = new Uri("http://jira.invalid") })),
        new("HC4009", "refused a moment ago, as another version says", RefusedBeforeAsync),
        new("HC4010", "no place to remember refusals", UnwritableMemoryAsync),
    ];

    private static async Task<ConnectionReport> WithAsync(Func<JiraConnectionSettings, JiraConnectionSettings> change)
    {
        await using var server = Script.Cloud.Start();
        return await Testers.TestAsync(change(Testers.Settings(server.Url)), Testers.Direct(new FakeTimeProvider(Now)));
    }

    private static Task<ConnectionReport> ExpiringAsync(int days) =>
        WithAsync(settings => settings with { TokenExpiresAt = DateOnly.FromDateTime(Now.DateTime).AddDays(days) });

    private static async Task<ConnectionReport> RefusedBeforeAsync()
    {
        using var folder = new TemporaryFolder();
        await using var server = Script.Server.OnMyself(Reply.Text(401, "no", "X-Seraph-LoginReason: AUTHENTICATED_FAILED")).Start();
        var clock = new FakeTimeProvider(Now);
        await Testers.TestAsync(Testers.Settings(server.Url), Testers.Direct(clock, memory: folder.File("refusals.json")));
        var file = await File.ReadAllTextAsync(folder.File("refusals.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            folder.File("refusals.json"), file.Replace("HC4312", "HC4999", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        return await Testers.TestAsync(Testers.Settings(server.Url), Testers.Direct(clock, memory: folder.File("refusals.json")));
    }

    private static async Task<ConnectionReport> UnwritableMemoryAsync()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("file"), "", TestContext.Current.CancellationToken);
        await using var server = Script.Server.OnMyself(Reply.Text(401, "no", "X-Seraph-LoginReason: AUTHENTICATED_FAILED")).Start();
        return await Testers.TestAsync(Testers.Settings(server.Url), Testers.Direct(memory: Path.Combine(folder.File("file"), "refusals.json")));
    }
}
