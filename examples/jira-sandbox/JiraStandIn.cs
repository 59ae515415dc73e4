using System.Text.Json.Nodes;
using JiraSandbox.Jira;

namespace JiraSandbox;

/// <summary>The stand-in Jira, and its changing state.</summary>
internal sealed class JiraStandIn(SandboxSettings start) : StandIn<SandboxSettings>(start)
{
    private int _rateLimited = start.RateLimited;
    private int _failedLogins;
    private int _issues;

    public bool IsLocked
    {
        get
        {
            lock (Gate)
            {
                return Settings.CaptchaAfter > 0 && _failedLogins >= Settings.CaptchaAfter;
            }
        }
    }

    protected override IReadOnlyList<Switch<SandboxSettings>> Switches => JiraSandbox.Switches.All;

    protected override IEnumerable<(string Title, IEnumerable<string[]> Rows)> Tables
    {
        get
        {
            var settings = Settings;
            yield return ("Settings",
            [
                ["Plays", settings.Cloud ? "Jira Cloud" : "Jira Data Center"],
                ["Account", settings.User],
                ["Accepts", Accepted(settings)],
                ["Base path", settings.ContextPath.Length == 0 ? "/" : settings.ContextPath],
                ["Projects", string.Join(", ", settings.Projects)],
                ["Denied", settings.Denied.IsEmpty ? "nothing" : string.Join(", ", settings.Denied)],
            ]);
        }
    }

    /// <summary>Uses up one of the refusals that are still to come.</summary>
    public bool TakeRateLimit()
    {
        lock (Gate)
        {
            return _rateLimited > 0 && _rateLimited-- > 0;
        }
    }

    /// <summary>The number of the next issue, from 1.</summary>
    public int NextIssue() => Interlocked.Increment(ref _issues);

    public void CountFailedLogin()
    {
        lock (Gate)
        {
            _failedLogins++;
        }
    }

    protected override Exchange Serve(HttpRequest request, string body)
    {
        var credentials = Credentials.From(request);
        var answer = JiraSite.Respond(new JiraRequest(request, request.Path.Value ?? "/", body, credentials, Settings), this);
        var note = credentials.User is null ? credentials.Scheme ?? "no credential" : $"{credentials.Scheme}, {credentials.User}";
        return new Exchange(answer, note, new JsonObject
        {
            ["host"] = request.Host.Value ?? "",
            ["authorization"] = credentials.Scheme is not null,
            ["scheme"] = credentials.Scheme,
            ["user"] = credentials.User,
            // The secret of the request.
            ["digest"] = credentials.Secret is { } secret ? Digest(secret) : null,
        });
    }

    protected override void Changed(SandboxSettings before)
    {
        _rateLimited = Settings.RateLimited;
        _failedLogins = 0;
    }

    protected override JsonObject Describe(SandboxSettings settings) => new()
    {
        ["flavour"] = settings.Cloud ? "cloud" : "datacenter",
        ["user"] = settings.User,
        ["accepts"] = Accepted(settings),
        ["context-path"] = settings.ContextPath,
        ["projects"] = new JsonArray([.. settings.Projects.Select(key => JsonValue.Create(key))]),
        ["deny"] = new JsonArray([.. settings.Denied.Select(each => JsonValue.Create(each))]),
        ["redirect"] = settings.Redirect,
        ["html"] = settings.Html,
        ["state"] = settings.State,
    };

    // The credential kind that signs in, in words.
    private static string Accepted(SandboxSettings settings) => settings switch
    {
        { Cloud: true, Scopes.IsEmpty: false } => "Basic, e-mail and scoped API token, at the gateway path only",
        { Cloud: true } => "Basic, e-mail and API token",
        { Bearer: true } => "Bearer, personal access token",
        _ => "Basic, login name and password",
    };
}
