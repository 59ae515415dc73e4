using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Outcomes;

/// <summary>A row of the table: an answer that matches all its conditions has this outcome. A condition that is null is not checked.</summary>
/// <param name="Name">The row's own name; tests refer to it.</param>
/// <param name="Outcome">What the answer means.</param>
internal sealed record OutcomeRow(string Name, Outcome Outcome)
{
    /// <summary>The calls that the row applies to; empty = every call.</summary>
    public IReadOnlyList<PlatformCall> Calls { get; init; } = [];

    public string? Code { get; init; }

    /// <summary>A part of the text; case does not matter.</summary>
    public string? Fragment { get; init; }

    /// <summary>The first and the last status.</summary>
    public (int First, int Last)? Status { get; init; }

    /// <summary>Whether the body has the platform's format.</summary>
    public bool? IsPlatform { get; init; }

    /// <summary>Whether the body reports success.</summary>
    public bool? IsSuccess { get; init; }

    /// <summary>Whether the answer contains the object that the call returns.</summary>
    public bool? HoldsObject { get; init; }

    /// <summary>Whether the answer contains null in place of the object, as when a policy denies a write.</summary>
    public bool? HoldsNull { get; init; }

    /// <summary>Whether the answer says that the account's policies deny the write.</summary>
    public bool? IsDenied { get; init; }

    public bool Fits(PlatformCall call, PlatformAnswer answer) =>
        (Calls.Count == 0 || Calls.Contains(call))
        && (Code is null || Code == answer.Code)
        && (Fragment is null || answer.Text.Contains(Fragment, StringComparison.OrdinalIgnoreCase))
        && (Status is not { } status || (answer.Status >= status.First && answer.Status <= status.Last))
        && (IsPlatform is null || IsPlatform == answer.IsPlatform)
        && (IsSuccess is null || IsSuccess == answer.IsSuccess)
        && (HoldsObject is null || HoldsObject == (Held(call, answer) is JsonValueKind.Object or JsonValueKind.True))
        && (IsDenied is null || IsDenied == Denies(answer.Data))
        && (HoldsNull is null || HoldsNull == (Held(call, answer) is JsonValueKind.Null));

    private static bool Denies(JsonElement data) =>
        AnswerReader.Member(data, "governanceMetadata") is { } governance
        && (AnswerReader.Member(governance, "deny") is { ValueKind: JsonValueKind.True } || AnswerReader.Text(governance, "status") == "error");

    // When data itself is the answer, it is a page, or true after a delete.
    private static JsonValueKind Held(PlatformCall call, PlatformAnswer answer) => call.Holds is not { } member
        ? answer.Data.ValueKind
        : answer.Data.ValueKind == JsonValueKind.Object && answer.Data.TryGetProperty(member, out var held)
            ? held.ValueKind
            : JsonValueKind.Undefined;
}
