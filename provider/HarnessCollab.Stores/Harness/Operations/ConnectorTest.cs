using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>The test of a connection by a delegate of the platform.</summary>
internal static class ConnectorTest
{
    /// <summary>Asks for a test, and waits for its verdict.</summary>
    /// <param name="connector">As it stands on the platform.</param>
    /// <param name="value">The credential, where it is known; no result shows it.</param>
    /// <returns>Null when the connector is gone.</returns>
    public static async Task<DelegateTestResult?> RunAsync(
        Platform platform, Connector connector, SecretText? value, CancellationToken cancellationToken)
    {
        var result = await ConnectorCalls.TestAsync(platform, connector.Id, value, cancellationToken);
        if (result is { Verdict: DelegateVerdict.None, Errors.IsEmpty: true })
        {
            // The answer was there before the verdict, which is then recorded with the connector.
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

        // Of the tests that the platform records, the one that was asked for is later than the last one before.
        bool IsNew(DelegateTestResult? last) =>
            last is { TestedAt: { } at } && last.Verdict != DelegateVerdict.None && !(at <= connector.LastTest?.TestedAt);
    }
}
