using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Outcomes;

/// <summary>A row of the table: an answer with all of these traits has this outcome. What is null is not looked at.</summary>
/// <param name="Name">The row's own name; tests go by it.</param>
/// <param name="Outcome">What it means.</param>
internal sealed record OutcomeRow(string Name, Outcome Outcome)
{
    /// <summary>The calls that it is about; empty = every call.</summary>
    public IReadOnlyList<PlatformCall> Calls { get; init; } = [];

    public string? Code { get; init; }

    /// <summary>A part of the text, in whatever case.</summary>
    public string? Fragment { get; init; }

    /// <summary>First and last status.</summary>
    public (int First, int Last)? Status { get; init; }

    /// <summary>Whether the body is the platform's.</summary>
    public bool? IsPlatform { get; init; }

    /// <summary>Whether the body says success.</summary>
    public bool? IsSuccess { get; init; }

    /// <summary>Whether the object that the call is to give is there.</summary>
    public bool? HoldsObject { get; init; }

    /// <summary>Whether the object is there as null, which is how a policy's refusal looks.</summary>
    public bool? HoldsNull { get; init; }

    /// <summary>Whether the account's policies are said to deny it.</summary>
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

    // Where data itself is the answer, it is a page, or true for something deleted.
    private static JsonValueKind Held(PlatformCall call, PlatformAnswer answer) => call.Holds is not { } member
        ? answer.Data.ValueKind
        : answer.Data.ValueKind == JsonValueKind.Object && answer.Data.TryGetProperty(member, out var held)
            ? held.ValueKind
            : JsonValueKind.Undefined;
}
