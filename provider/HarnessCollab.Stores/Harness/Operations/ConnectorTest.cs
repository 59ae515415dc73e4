using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>The test of a connection by a delegate of the platform.</summary>
internal static class ConnectorTest
{
    /// <summary>Tests a saved connector if the draft asks for it. Undoes a save that does not pass, if the draft asks for that.</summary>
    /// <param name="takeBack">Undoes the save. Its argument is the connector as it is now: as the save left it, or null when it is gone.</param>
    /// <returns>Null when the draft asks for no test.</returns>
    /// <exception cref="StoreException">The test did not pass.</exception>
    public static async Task<DelegateTestResult?> AfterSaveAsync(
        Platform platform, Connector saved, Draft<JiraAccountFields> draft, Func<Connector?, Task> takeBack, CancellationToken cancellationToken)
    {
        if (draft.DelegateTest == DelegateTest.Off)
        {
            return null;
        }

        var result = await TryAsync(platform, saved, (draft.Credential as CredentialSource.Owned)?.Value, cancellationToken);
        if (draft.DelegateTest == DelegateTest.Warn || result.Verdict == DelegateVerdict.Passed)
        {
            return result;
        }

        string? why = null;
        try
        {
            var now = await ConnectorCalls.FindAsync(platform, saved.Id, cancellationToken);
            if (now is null || now.Says(saved))
            {
                await takeBack(now);
            }
            else
            {
                why = "somebody has changed it meanwhile, and that change was kept";
            }
        }
        catch (StoreException failure)
        {
            why = failure.Message;
        }

        throw why is null
            ? HarnessErrors.TestFailed(saved, result, platform.Description)
            : HarnessErrors.TestFailedAndSaved(saved, result, why, platform.Description);
    }

    // A test that could not run has no verdict either.
    private static async Task<DelegateTestResult> TryAsync(Platform platform, Connector saved, SecretText? value, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(platform, saved, value, cancellationToken)
                ?? new(DelegateVerdict.None, ["somebody has removed the connector meanwhile"]);
        }
        catch (StoreException failure)
        {
            return new(DelegateVerdict.None, [failure.Message]);
        }
    }

    /// <summary>Starts a test and waits for its verdict.</summary>
    /// <param name="connector">The connector as it is on the platform.</param>
    /// <param name="value">The credential, if it is known; no result contains it.</param>
    /// <returns>Null when the connector does not exist any more.</returns>
    public static async Task<DelegateTestResult?> RunAsync(
        Platform platform, Connector connector, SecretText? value, CancellationToken cancellationToken)
    {
        var result = await ConnectorCalls.TestAsync(platform, connector.Id, value, cancellationToken);
        if (result is { Verdict: DelegateVerdict.None, Errors.IsEmpty: true })
        {
            // The call returned before the verdict, which the platform then records with the connector.
            var tested = await Waits.ForVerdict.RepeatAsync(
                () => ConnectorCalls.FindAsync(platform, connector.Id, cancellationToken),
                attempt => Again.If(attempt.Result is { } now && !IsNew(now.LastTest)),
                platform.Time,
                cancellationToken);
            result = tested is null ? null
                : IsNew(tested.LastTest) ? tested.LastTest
                : result with { Errors = ["no delegate has given a result in time"] };
        }

        return result?.Shown(value) is { } shown ? shown with { TestedAt = shown.TestedAt ?? platform.Time.GetUtcNow() } : null;

        // The test that we started is later than the last one that the connector had recorded before.
        bool IsNew(DelegateTestResult? last) =>
            last is { TestedAt: { } at } && last.Verdict != DelegateVerdict.None && !(at <= connector.LastTest?.TestedAt);
    }
}
