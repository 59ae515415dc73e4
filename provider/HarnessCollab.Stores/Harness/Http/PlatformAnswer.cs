using System.Text.Json;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>A parsed answer, and its meaning for the call.</summary>
internal sealed record PlatformAnswer
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Whether the body was a JSON object in one of the platform's formats.</summary>
    public required bool IsPlatform { get; init; }

    /// <summary>Whether its <c>status</c> was <c>SUCCESS</c>.</summary>
    public required bool IsSuccess { get; init; }

    /// <summary>The platform's code, in either format; null when there is none.</summary>
    public string? Code { get; init; }

    /// <summary>The platform's text, cleaned and cut for messages; or the beginning of a body that did not come from the platform.</summary>
    public string Text { get; init; } = "";

    /// <summary>How long to wait before the next attempt; null when the answer does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The member <c>data</c>; undefined when there is none.</summary>
    public JsonElement Data { get; init; }

    /// <summary>The outcome according to <see cref="OutcomeTable"/>.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>For messages: <c>400 INVALID_REQUEST "text" (correlation id x)</c>. Contains no secret.</summary>
    public override string ToString() =>
        $"{Status}{(Code is null ? "" : $" {Code}")}{(Text.Length == 0 ? "" : $" \"{Text}\"")}"
        + $"{(CorrelationId is null ? "" : $" (correlation id {CorrelationId})")}";
}
