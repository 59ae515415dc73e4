using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>The envelopes of the platform's answers: success, error (shape A) and failure (shape B).</summary>
internal static class Envelope
{
    public static Answer Success(JsonNode? data) => Answer.Json(200, new JsonObject
    {
        ["status"] = "SUCCESS",
        ["data"] = data,
        ["metaData"] = null,
        ["correlationId"] = NewId(),
    });

    /// <summary>Shape A.</summary>
    public static Answer Error(int status, string code, string message) => Error(status, (code, message));

    /// <summary>Shape A, with a chain of messages; the first gives the code.</summary>
    public static Answer Error(int status, params (string Code, string Message)[] chain) => Answer.Json(status, new JsonObject
    {
        ["status"] = "ERROR",
        ["code"] = chain[0].Code,
        ["message"] = chain[0].Message,
        ["correlationId"] = NewId(),
        ["detailedMessage"] = null,
        ["responseMessages"] = new JsonArray([.. chain.Select(link => new JsonObject
        {
            ["code"] = link.Code,
            ["level"] = "ERROR",
            ["message"] = link.Message,
            ["exception"] = null,
            ["failureTypes"] = new JsonArray(),
        })]),
        ["metadata"] = null,
    });

    /// <summary>The key may not do this.</summary>
    public static Answer Denied(Call call) =>
        Error(403, "NG_ACCESS_DENIED", $"Missing permission {call.Permission} on {(call.IsAboutSecret ? "secret" : "connector")}");

    /// <summary>A policy forbids the write.</summary>
    public static Answer PolicyDenial(string kind, SandboxSettings settings)
    {
        var data = new JsonObject { ["governanceMetadata"] = Denial(kind) };
        if (!settings.PolicyLeavesOut)
        {
            data[kind] = null;
        }

        return Success(data);
    }

    public static Answer BadRequest(string message) => Error(400, "INVALID_REQUEST", $"Invalid request: {message}");

    /// <summary>Shape B.</summary>
    public static Answer Failure(int status, string code, string message, params (string Field, string Error)[] errors) =>
        Answer.Json(status, new JsonObject
        {
            ["status"] = "FAILURE",
            ["code"] = code,
            ["message"] = message,
            ["correlationId"] = NewId(),
            ["errors"] = new JsonArray([.. errors.Select(error => new JsonObject { ["fieldId"] = error.Field, ["error"] = error.Error })]),
        });

    /// <summary>A field that breaks a rule of the document.</summary>
    public static Answer Invalid(string field, string error) => Failure(400, "INVALID_REQUEST", $"{field}: {error}", (field, error));

    // Why a policy forbids a write.
    private static JsonObject Denial(string kind) => new()
    {
        ["status"] = "error",
        ["deny"] = true,
        ["details"] = new JsonArray(new JsonObject
        {
            ["policySetName"] = $"{kind} rules",
            ["deny"] = true,
            ["status"] = "error",
            ["policyMetadata"] = new JsonArray(new JsonObject
            {
                ["policyName"] = $"No new {kind}",
                ["severity"] = "error",
                ["denyMessages"] = new JsonArray($"every {kind} needs an approval"),
            }),
        }),
    };

    private static string NewId() => Guid.NewGuid().ToString("N");
}
