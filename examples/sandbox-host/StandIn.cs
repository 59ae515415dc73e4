using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HarnessCollab.CommandLine;
using Microsoft.AspNetCore.Http;

namespace SandboxHost;

/// <summary>The settings of every stand-in.</summary>
public interface IStandInSettings
{
    /// <summary>How long each answer waits.</summary>
    int DelayMilliseconds { get; }
}

/// <summary>
/// Stands for a service: passes every request to the controls below <c>/__sandbox/</c>, to the page for people, or to the service, whose answers are
/// logged. Its settings are those of the switches, until the controls change them.
/// </summary>
public abstract class StandIn<TSettings>
    where TSettings : class, IStandInSettings
{
    private readonly RequestLog _log = new();
    private readonly TSettings _start;
    private TSettings _settings;

    protected StandIn(TSettings start) => _start = _settings = start;

    public TSettings Settings
    {
        get
        {
            lock (Gate)
            {
                return _settings;
            }
        }

        protected set => _settings = value;
    }

    protected string Salt { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Held while settings or objects change.</summary>
    protected Lock Gate { get; } = new();

    protected abstract IReadOnlyList<Switch<TSettings>> Switches { get; }

    /// <summary>Further controls, such as <c>POST rotate</c>, with the function that handles their JSON.</summary>
    protected virtual IReadOnlyDictionary<string, Func<JsonElement, Answer>> Controls => new Dictionary<string, Func<JsonElement, Answer>>();

    /// <summary>The answer of the service.</summary>
    protected abstract Exchange Serve(HttpRequest request, string body);

    /// <summary>The settings in force, without secrets.</summary>
    protected abstract JsonObject Describe(TSettings settings);

    /// <summary>What the page for people shows before the requests: titles, and rows of cells; the first row is the head.</summary>
    protected virtual IEnumerable<(string Title, IEnumerable<string[]> Rows)> Tables => [];

    /// <summary>Called after a change of the settings.</summary>
    protected virtual void Changed(TSettings before)
    {
    }

    /// <summary>Removes what was created since the start.</summary>
    protected virtual void Clear()
    {
    }

    /// <summary>A keyed hash that identifies a secret without showing it.</summary>
    protected string Digest(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Salt}:{secret}")));

    internal async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        var path = context.Request.Path.Value ?? "/";
        using var reader = new StreamReader(context.Request.Body);
        if (path.StartsWith("/__sandbox/", StringComparison.Ordinal))
        {
            var control = $"{context.Request.Method} {path["/__sandbox/".Length..]}";
            await Control(control, await reader.ReadToEndAsync(context.RequestAborted)).WriteAsync(context);
            return;
        }

        if (path is "/" or "/favicon.ico")
        {
            await (path == "/" ? HomePage.Render([.. Tables], _log.Entries) : Answer.Text(404, "")).WriteAsync(context);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await Task.Delay(Settings.DelayMilliseconds, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (either.IsCancellationRequested)
        {
            context.Abort();
            return;
        }

        var exchange = Serve(context.Request, await reader.ReadToEndAsync(context.RequestAborted));
        _log.Add(context.Request, exchange);
        await exchange.Answer.WriteAsync(context);
    }

    private Answer Control(string control, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
            switch (control)
            {
                case "GET requests":
                    var requests = new JsonArray([.. _log.Entries.Select(entry => entry.ToJson())]);
                    return Answer.Json(200, new JsonObject { ["salt"] = Salt, ["requests"] = requests });
                case "GET settings":
                    return Answer.Json(200, Describe(Settings));
                case "POST settings":
                    return Change(json.RootElement);
                case "POST reset":
                    return Reset();
                default:
                    return Controls.TryGetValue(control, out var own)
                        ? own(json.RootElement)
                        : Answer.Text(404, "--help lists the switches");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or UsageException)
        {
            return Answer.Text(400, exception.Message);
        }
    }

    private Answer Change(JsonElement body)
    {
        lock (Gate)
        {
            var before = _settings;
            _settings = body.EnumerateObject().Aggregate(before, (settings, member) =>
                (Switches.FirstOrDefault(each => each.Name == member.Name) ?? throw new UsageException($"there is no switch --{member.Name}"))
                    .Apply(settings, Text(member.Value)));
            Changed(before);
            return Answer.Json(200, Describe(_settings));
        }
    }

    private Answer Reset()
    {
        lock (Gate)
        {
            var before = _settings;
            _settings = _start;
            Changed(before);
            Clear();
            _log.Clear();
            return Answer.Json(200, Describe(_settings));
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
