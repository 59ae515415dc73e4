using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>The test of a connection by a delegate: requested by a call, started by a create, and repeated by the platform itself.</summary>
internal static class ConnectionTest
{
    public const string Green = "green";

    private const string Red = "red";
    private const string Failure = "failure";
    private const string NoDelegate = "no-delegate";
    private const string Expired = "expired";
    private const string Summary = "Check if the Jira URL & Jira credentials are correct. Jira URL or credentials are incorrect";

    /// <summary>Passed; failed, as a chain of hints; failed, with status 200; no delegate; none in time.</summary>
    public static readonly string[] Verdicts = [Green, Red, Failure, NoDelegate, Expired];

    private static readonly JsonObject Pending = Health("PENDING", null, 0, 0);

    public static Answer Run(Call call, Vault vault)
    {
        if (!vault.Connectors.TryGetValue(call.Key, out var connector))
        {
            return Envelope.Error(400, "CONNECTOR_NOT_FOUND_EXCEPTION", $"No connector exists with the identifier {call.Identifier}");
        }

        // Saving a connector needs no right to its secrets; using them does.
        if (Vault.ReferencesOf(connector).Any(secret => !call.Settings.Allows("core_secret_access", secret)))
        {
            return Envelope.Error(403, "NG_ACCESS_DENIED", "Missing permission core_secret_access on secret");
        }

        if (call.Settings.LateVerdict is > 0 and var reads)
        {
            vault.Connectors[call.Key] = connector with { IsTesting = reads };
            return Envelope.Success(Reply("PENDING", null, 0));
        }

        var tested = vault.Connectors[call.Key] = Tested(connector, call.Settings);
        return call.Settings.Verdict switch
        {
            Green => Envelope.Success(Reply("SUCCESS", null, (long)tested.Health!["testedAt"]!)),
            Red => Hint(),
            Failure => Envelope.Success(Reply("FAILURE", Summary, (long)tested.Health!["testedAt"]!)),
            NoDelegate => Envelope.BadRequest("No eligible delegate(s) in account to execute the task"),
            _ => Envelope.Error(400, "INVALID_ARGUMENT", "Invalid argument(s): Task has expired. It wasn't picked up by any delegate"),
        };
    }

    /// <summary>A read: the test that a create starts in the background is finished at the second read, and a late one some reads later.</summary>
    public static StoredObject Read(StoredObject connector, SandboxSettings settings)
    {
        var isOver = connector.IsTesting == 1 || (connector.Reads == 0 && connector.Health is null);
        var read = connector with { Reads = connector.Reads + 1, IsTesting = Math.Max(0, connector.IsTesting - 1) };
        return isOver ? Tested(read, settings) : read;
    }

    /// <summary>The platform itself tests all connectors.</summary>
    public static Answer Beat(Vault vault, SandboxSettings settings)
    {
        foreach (var (key, connector) in vault.Connectors.ToArray())
        {
            vault.Connectors[key] = Tested(connector, settings);
        }

        return Answer.Text(200, "tested");
    }

    public static JsonObject HealthOf(StoredObject connector) => (JsonObject)(connector.Health ?? Pending).DeepClone();

    // A connector that no delegate has tested stays as it was.
    private static StoredObject Tested(StoredObject connector, SandboxSettings settings)
    {
        var before = connector.Health ?? Pending;
        var now = Math.Max(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), (long)before["testedAt"]! + 1);
        return settings.Verdict switch
        {
            Green => connector with { Health = Health("SUCCESS", null, now, now) },
            Red or Failure => connector with { Health = Health("FAILURE", Summary, now, (long)before["lastConnectedAt"]!) },
            _ => connector,
        };
    }

    private static JsonObject Health(string status, string? summary, long testedAt, long connectedAt) => new()
    {
        ["status"] = status,
        ["errorSummary"] = summary,
        ["errors"] = Errors(summary),
        ["testedAt"] = testedAt,
        ["lastTestedAt"] = testedAt,
        ["lastConnectedAt"] = connectedAt,
        ["lastAlertSent"] = 0,
    };

    private static JsonObject Reply(string status, string? summary, long testedAt) => new()
    {
        ["status"] = status,
        ["errors"] = Errors(summary),
        ["errorSummary"] = summary,
        ["testedAt"] = testedAt,
        ["delegateId"] = "delegate-1",
        ["taskId"] = "task-1",
    };

    private static JsonArray? Errors(string? summary) => summary is null
        ? null
        : [new JsonObject { ["reason"] = "Unexpected Error", ["message"] = summary, ["code"] = 450 }];

    private static Answer Hint() => Envelope.Error(
        400,
        ("HINT", "Check if the Jira URL & Jira credentials are correct. Jira URLs are different for different credentials"),
        ("EXPLANATION", "The Jira URL or credentials provided are incorrect"),
        ("INVALID_ARTIFACT_SERVER", "Error in fetching projects: Unauthorized (401)"));
}
