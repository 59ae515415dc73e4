using System.Text.Json;
using System.Text.Json.Nodes;
using HarnessSandbox.Platform;

namespace HarnessSandbox;

/// <summary>The stand-in platform, and its changing state.</summary>
internal sealed class PlatformStandIn(SandboxSettings start) : StandIn<SandboxSettings>(start)
{
    private const string Api = "/ng/api/";

    private readonly Vault _vault = new();

    protected override IReadOnlyList<Switch<SandboxSettings>> Switches => HarnessSandbox.Switches.All;

    protected override IReadOnlyDictionary<string, Func<JsonElement, Answer>> Controls => new Dictionary<string, Func<JsonElement, Answer>>
    {
        ["GET objects"] = _ => Locked(() => Answer.Json(200, Objects())),
        ["POST rotate"] = body => Locked(() => HarnessSandbox.Controls.Rotate(body, _vault)),
        ["POST delete"] = body => Locked(() => HarnessSandbox.Controls.Delete(body, _vault, Settings)),
        ["POST edit"] = body => Locked(() => HarnessSandbox.Controls.Edit(body, _vault)),
        ["POST heartbeat"] = _ => Locked(() => ConnectionTest.Beat(_vault, Settings)),
    };

    protected override IEnumerable<(string Title, IEnumerable<string[]> Rows)> Tables
    {
        get
        {
            var (connectors, secrets) = Locked(() => (_vault.Connectors.Values.ToArray(), _vault.Secrets.Values.ToArray()));
            yield return ("Settings", Describe(Settings).Select(each => new[] { each.Key, $"{each.Value}" }));
            yield return ("Jira connectors", connectors
                .Select(each => new[] { $"{each.Key}", each.Name, (string?)each.Document["spec"]?["jiraUrl"] ?? "" })
                .Prepend(["Id", "Name", "Jira"]));
            yield return ("Text secrets", secrets.Select(each => new[] { $"{each.Key}", each.Name }).Prepend(["Id", "Name"]));
        }
    }

    protected override Exchange Serve(HttpRequest request, string body)
    {
        var path = request.Path.Value ?? "/";
        var api = path.IndexOf(Api, StringComparison.Ordinal);
        var named = api < 0 ? null : CallNames.Of(request.Method, path[(api + Api.Length)..]);
        var answer = named is { } known
            ? AnswerCall(known.Name, known.Identifier, body, request)
            : Answer.Html(404, "404 Not Found", "<h1>404 Not Found</h1>");
        return new Exchange(answer, named?.Name ?? "", new JsonObject
        {
            ["call"] = named?.Name,
            ["userAgent"] = request.Headers.UserAgent.ToString(),
            ["hasKey"] = request.Headers.ContainsKey("x-api-key"),
        });
    }

    protected override JsonObject Describe(SandboxSettings settings) => new()
    {
        ["account"] = settings.Account,
        ["orgs"] = string.Join(", ", settings.Orgs),
        ["projects"] = string.Join(", ", settings.Projects),
        ["secret-lag"] = settings.SecretLag.ToString(),
        ["connector-lag"] = settings.ConnectorLag.ToString(),
        ["managers"] = string.Join(", ", settings.Managers),
        ["deny"] = string.Join(", ", settings.Denied),
        ["policy"] = string.Join(", ", settings.Policies),
        ["pipelines"] = string.Join(", ", settings.Pipelines),
        ["verdict"] = settings.Verdict,
        ["faults"] = string.Join(", ", settings.Faults),
    };

    // Pipelines that no longer exist are remembered for some time.
    protected override void Changed(SandboxSettings before)
    {
        foreach (var pipeline in before.Pipelines.Except(Settings.Pipelines))
        {
            _vault.Release(Vault.PipelineUse(pipeline), Settings.ConnectorLag);
        }
    }

    protected override void Clear() => _vault.Clear();

    private Answer AnswerCall(string name, string? identifier, string body, HttpRequest request)
    {
        var fault = Locked(() => TakeFault(name));
        if (fault is not (null or Faults.LostReply))
        {
            return Faults.Respond(fault, Settings) ?? Answer.HangUp;
        }

        var call = new Call(
            name, identifier, request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), Call.Parse(body), Settings);
        var answer = Locked(() => PlatformSite.Respond(call, request.Headers["x-api-key"].FirstOrDefault(), _vault));
        return fault is null ? answer : Answer.HangUp;
    }

    // The fault for this call, which is used up once by it; null if there is none.
    private string? TakeFault(string call)
    {
        if (Settings.Faults.FirstOrDefault(fault => fault.Call == "any" || fault.Call == call) is not { } next)
        {
            return null;
        }

        Settings = Settings with
        {
            Faults = next.Times > 1 ? Settings.Faults.Replace(next, next with { Times = next.Times - 1 }) : Settings.Faults.Remove(next),
        };
        return next.Name;
    }

    private JsonObject Objects() => new()
    {
        ["salt"] = Salt,
        ["connectors"] = new JsonArray([.. _vault.Connectors.Values.Select(Object)]),
        ["secrets"] = new JsonArray([.. _vault.Secrets.Values.Select(Object)]),
    };

    private JsonObject Object(StoredObject stored) => new()
    {
        ["id"] = stored.Key.ToString(),
        ["modifiedAt"] = stored.ModifiedAt,
        ["document"] = stored.Document.DeepClone(),
        ["digest"] = stored.Value is null ? null : Digest(stored.Value),
    };

    private T Locked<T>(Func<T> work)
    {
        lock (Gate)
        {
            return work();
        }
    }
}
