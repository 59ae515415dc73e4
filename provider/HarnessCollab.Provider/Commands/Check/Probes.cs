using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>A test that has not started.</summary>
/// <param name="Credential">Credential and address of its sign-in: tests with the same ones share one sign-in. Never shown.</param>
/// <param name="RunAsync">Starts it.</param>
internal sealed record PlannedCheck(JiraAccountRecord Account, object Credential, Func<Task<ConnectionReport>> RunAsync);

/// <summary>Tests from this machine, with the stored credential.</summary>
/// <param name="finish">Applies options and configuration to the settings of the test.</param>
internal sealed class OwnProbe(IProviderStore store, JiraConnectionTester tester, Func<JiraConnectionSettings, JiraConnectionSettings> finish)
{
    public async Task<PlannedCheck> PlanAsync(JiraAccountRecord account)
    {
        try
        {
            var secret = await store.RevealAsync(account);
            var settings = finish(ConnectionGate.SettingsOf(account, secret ?? throw Gone(account)));
            return new(
                account,
                (settings.BaseUrl, settings.Username, settings.Credential?.Kind, settings.Credential?.Reveal()),
                () => tester.TestAsync(settings, CancellationToken.None));
        }
        catch (StoreException unusable) when (unusable.Kind is StoreErrorKind.Corrupt or StoreErrorKind.NotFound)
        {
            // Only about this account; a problem of the whole store ends the command.
            return new(account, account.Id, () => Task.FromResult(Unusable(unusable)));
        }
    }

    private StoreException Gone(JiraAccountRecord account) => new(
        StoreErrorCodes.EncryptedTextMissing,
        $"the secret of '{account.Fields.DisplayName}' is no longer in the {store.Description}.");

    private static ConnectionReport Unusable(StoreException problem) => new()
    {
        Verdict = Verdict.Failed,
        Findings =
        [
            new Finding
            {
                Code = problem.Code,
                Severity = Severity.Error,
                Property = "credential",
                Message = problem.Message[$"{problem.Code}: ".Length..],
                Action = "",
            },
        ],
    };
}

/// <summary>Uses the result of the platform that keeps the accounts: its record, or a new test by one of its delegates.</summary>
internal sealed class PlatformProbe(IProviderStore store, bool asksDelegate)
{
    public Task<PlannedCheck> PlanAsync(JiraAccountRecord account) => Task.FromResult(new PlannedCheck(
        account,
        account.Id,
        () => asksDelegate
            ? DelegateGate.TestAsync(account, store, CancellationToken.None)
            : Task.FromResult(DelegateGate.Report(Recorded(account)))));

    private static DelegateTestResult Recorded(JiraAccountRecord account) => account.DelegateTest switch
    {
        null => new(DelegateVerdict.None, ["it has not been tested yet"]),
        { TestedAt: { } at } when at < account.UpdatedAt =>
            new(DelegateVerdict.None, [$"it was tested at {TimeText.Of(at)}, before its last change"]),
        var recorded => recorded,
    };
}
