using System.Text.Json;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>Parses any answer: the platform's JSON in either of its formats, a gateway's web page, plain text, or nothing.</summary>
internal static class AnswerReader
{
    // The platform joins several messages, and the last one can be the one with the reason.
    private const int LongestText = 400;

    public static PlatformAnswer Read(PlatformRequest request, int status, string body, SecretText apiKey)
    {
        var answer = AnswerBody.ParseJson(body) is { ValueKind: JsonValueKind.Object } document && IsPlatforms(document)
            ? OfPlatform(document, status, Clean)
            : new PlatformAnswer
            {
                Status = status,
                IsPlatform = false,
                IsSuccess = false,
                Text = Clean(body.TrimStart().StartsWith('<') ? "a web page" : body),
            };
        return answer with { Outcome = OutcomeTable.Find(request.Call, answer).Outcome };

        string Clean(string text) => ServerText.Clean(text, LongestText, apiKey.Reveal(), request.Secret?.Reveal() ?? "");
    }

    /// <summary>A member that exists and is not null.</summary>
    public static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    /// <summary>A string member; null when it is missing, null or not a string.</summary>
    public static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The items of an array member; none when it is missing or not an array.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    // Other servers also send a status or a message, but not the platform's status words together with a code, data or a correlation id.
    private static bool IsPlatforms(JsonElement document) =>
        (Text(document, "status") is "SUCCESS" or "ERROR" or "FAILURE"
            && (CodeOf(document) is not null || document.TryGetProperty("data", out _) || Text(document, "correlationId") is not null))
        || Items(document, "responseMessages").Any(inner => Text(inner, "code") is not null);

    private static PlatformAnswer OfPlatform(JsonElement document, int status, Func<string, string> clean)
    {
        var isSuccess = Text(document, "status") == "SUCCESS";
        var data = Member(document, "data") ?? default;
        return new()
        {
            Status = status,
            IsPlatform = true,
            IsSuccess = isSuccess,
            Code = CodeOf(document) is { } code ? clean(code) : null,
            Text = clean(isSuccess ? Denial(data) : Message(document)),
            CorrelationId = Text(document, "correlationId") is { } id ? clean(id) : null,
            Data = data,
        };
    }

    // The error format of Harness's first generation has codes only inside the inner messages.
    private static string? CodeOf(JsonElement document) =>
        Text(document, "code") ?? Items(document, "responseMessages").Select(inner => Text(inner, "code")).FirstOrDefault(code => code is not null);

    // The outer message is often a shorter form of the last inner one.
    private static string Message(JsonElement document)
    {
        var texts = new List<string>();
        Add(Text(document, "message"));
        foreach (var inner in Items(document, "responseMessages"))
        {
            Add(Text(inner, "message"));
        }

        foreach (var error in Items(document, "errors"))
        {
            Add($"{Text(error, "fieldId")}: {Text(error, "error")}");
        }

        return string.Join("; ", texts);

        void Add(string? text)
        {
            if (!string.IsNullOrWhiteSpace(text) && !texts.Exists(known => known.Contains(text, StringComparison.Ordinal)))
            {
                texts.Add(text);
            }
        }
    }

    // The policy that denies the write, and its reason.
    private static string Denial(JsonElement data) => string.Join(
        "; ",
        from set in Member(data, "governanceMetadata") is { } governance ? Items(governance, "details") : []
        from policy in Items(set, "policyMetadata")
        let reasons = string.Join(", ", Items(policy, "denyMessages").Select(reason => reason.ToString()))
        where reasons.Length > 0
        select $"{Text(set, "policySetName")} / {Text(policy, "policyName")}: {reasons}");
}
