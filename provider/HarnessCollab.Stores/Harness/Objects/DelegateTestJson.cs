using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>The platform's result for a connection: the answer of a test, or the last result in a connector's document.</summary>
internal static class DelegateTestJson
{
    public static DelegateTestResult Read(JsonElement status) => new(
        AnswerReader.Text(status, "status") switch
        {
            "SUCCESS" => DelegateVerdict.Passed,
            "FAILURE" or "PARTIAL" => DelegateVerdict.Failed,
            _ => DelegateVerdict.None,
        },
        [.. Texts(status).Distinct(StringComparer.Ordinal)],
        new[] { Json.Time(status, "testedAt"), Json.Time(status, "lastTestedAt") }.Max() is var at && at > DateTimeOffset.UnixEpoch ? at : null,
        AnswerReader.Text(status, "delegateId") is { } id ? ServerText.Clean(id) : null);

    private static IEnumerable<string> Texts(JsonElement status) =>
        AnswerReader.Items(status, "errors")
        .Select(error => AnswerReader.Text(error, "message") ?? AnswerReader.Text(error, "reason"))
        .Prepend(AnswerReader.Text(status, "errorSummary"))
        .Where(text => !string.IsNullOrWhiteSpace(text))
        .Select(ServerText.Line);
}
