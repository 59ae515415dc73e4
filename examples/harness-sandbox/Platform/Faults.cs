using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>The faults that can be ordered.</summary>
internal static class Faults
{
    public const string LostReply = "lost-reply";
    public const string Dropped = "dropped";

    public static readonly ImmutableArray<(string Name, string Help)> All =
    [
        (LostReply, "the call takes effect, then the connection breaks"),
        (Dropped, "the connection breaks before anything happens"),
        ("rate-limited", "429 in plain text, without Retry-After"),
        ("html", "502 with a web page of the gateway"),
        ("text", "503 in plain text"),
        ("login", "200 with a web page, as a proxy in between gives it"),
        ("empty", "200 with nothing in it"),
        ("cut-off", "200 with half a JSON document"),
        ("redirect", "302 to another host"),
        ("unauthenticated", "401 INVALID_TOKEN"),
        ("key-lookup", "401 INVALID_TOKEN because the platform could not look the key up just then"),
        ("proxy-403", "403 with a web page, as from a proxy in front of the platform"),
        ("proxy-401", "401 in plain text, as from a proxy in front of the platform"),
        ("no-route", "400 RESOURCE_NOT_FOUND_EXCEPTION as for an address that the platform does not know"),
        ("usage-limits", "403 USAGE_LIMITS_EXCEEDED"),
        ("forbidden", "403 NG_ACCESS_DENIED"),
        ("optimistic-lock", "400 OPTIMISTIC_LOCKING_EXCEPTION"),
        ("duplicate-race", "400 DUPLICATE_FIELD"),
        ("referenced", "400 ENTITY_REFERENCE_EXCEPTION"),
        ("gone", "RESOURCE_NOT_FOUND_EXCEPTION, shape B"),
        ("gone-404", "404 ENTITY_NOT_FOUND"),
        ("unexpected", "500 UNKNOWN_ERROR"),
        ("unknown-code", "422 with a code that no page lists"),
        ("bare-400", "400 with a body that holds no code"),
        ("quota", "400 INVALID_REQUEST with a text that no page lists"),
    ];

    /// <summary>Null for the two faults of the connection, which have no answer.</summary>
    public static Answer? Respond(string name, SandboxSettings settings) => name switch
    {
        "rate-limited" => Answer.Text(429, "Too Many requests. Throttled. Max QPS: 17"),
        "html" => Answer.Html(502, "502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>"),
        "text" => Answer.Text(503, "upstream connect error or disconnect/reset before headers"),
        "login" => Answer.Html(200, "Sign in", "<form><input type=\"password\"></form>"),
        "empty" => new Answer(200, "application/json", ""),
        "cut-off" => new Answer(200, "application/json", "{\"status\":\"SUCCESS\",\"data\":{\"conn"),
        "redirect" => new Answer(302, "text/html", "").With("Location", "http://elsewhere.example.com/ng/api"),
        "unauthenticated" => Envelope.Error(401, "INVALID_TOKEN", "Token is not valid."),
        "key-lookup" => Envelope.Error(401, "INVALID_TOKEN", "Error fetching ApiKey token details for account"),
        "proxy-403" => Answer.Html(403, "403 Forbidden", "<h1>Your organisation does not permit this page</h1>"),
        "proxy-401" => Answer.Text(401, "Unauthorized"),
        "no-route" => Envelope.Failure(settings.NotFoundStatus, "RESOURCE_NOT_FOUND_EXCEPTION", "HTTP 404 Not Found"),
        "usage-limits" => Envelope.Error(403, "USAGE_LIMITS_EXCEEDED", "The limit of 10 secrets of your plan is reached"),
        "forbidden" => Envelope.Error(403, "NG_ACCESS_DENIED", "Missing permission"),
        "optimistic-lock" => Envelope.Error(400, "OPTIMISTIC_LOCKING_EXCEPTION", "The entity was changed by another request"),
        "duplicate-race" => Envelope.Error(400, "DUPLICATE_FIELD", "The object already exists"),
        "referenced" => Envelope.Error(400, "ENTITY_REFERENCE_EXCEPTION", "It is referenced by other entities"),
        "gone" => Envelope.Failure(settings.NotFoundStatus, "RESOURCE_NOT_FOUND_EXCEPTION", "The object is not found in the given scope"),
        "gone-404" => Envelope.Error(404, "ENTITY_NOT_FOUND", "The object does not exist in the specified scope"),
        "unexpected" => Envelope.Error(500, "UNKNOWN_ERROR", "Oops, something went wrong on our end."),
        "unknown-code" => Envelope.Error(422, "SOMETHING_NEW", "Something that nobody has seen before"),
        "bare-400" => Answer.Json(400, new JsonObject { ["error"] = "bad request" }),
        "quota" => Envelope.Error(400, "INVALID_REQUEST", "Invalid request: the limit of your plan is reached"),
        _ => null,
    };
}
