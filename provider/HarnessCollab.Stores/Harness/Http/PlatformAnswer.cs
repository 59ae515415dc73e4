using System.Text.Json;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>What came back, taken apart; and what that means for the call.</summary>
internal sealed record PlatformAnswer
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Whether the body was a JSON object in one of the platform's envelopes.</summary>
    public required bool IsPlatform { get; init; }

    /// <summary>Whether its <c>status</c> was <c>SUCCESS</c>.</summary>
    public required bool IsSuccess { get; init; }

    /// <summary>The platform's code, of either shape; null without one.</summary>
    public string? Code { get; init; }

    /// <summary>The platform's text, cleaned and cut for messages; or the beginning of a body that is not the platform's.</summary>
    public string Text { get; init; } = "";

    /// <summary>How long to wait before the next try, where the answer says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The member <c>data</c>; undefined when there is none.</summary>
    public JsonElement Data { get; init; }

    /// <summary>What the table makes of it.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>For messages: <c>400 INVALID_REQUEST "text" (correlation id x)</c>. No secret.</summary>
    public override string ToString() =>
        $"{Status}{(Code is null ? "" : $" {Code}")}{(Text.Length == 0 ? "" : $" \"{Text}\"")}"
        + $"{(CorrelationId is null ? "" : $" (correlation id {CorrelationId})")}";
}
