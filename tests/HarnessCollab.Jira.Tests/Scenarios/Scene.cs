using System.Security.Cryptography.X509Certificates;
using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests.Scenarios;

/// <summary>Short ways to set a scenario up.</summary>
internal static class Scene
{
    public const string Site = "https://acme.atlassian.net";
    public const string CloudId = "11111111-2222-4333-8444-555555555555";
    public const string Gateway = $"https://api.atlassian.com/ex/jira/{CloudId}";

    /// <summary>A plain http server with this script.</summary>
    public static async Task<ConnectionReport> OnLoopbackAsync(
        Script script, CredentialKind kind = CredentialKind.Password, string? user = "bot", string path = "", params string[] projects)
    {
        await using var server = script.Start();
        return await Testers.TestAsync(Testers.Settings(server.Url + path, user, kind: kind, projects: projects));
    }

    /// <summary>Atlassian's hosts, played by one server behind a CONNECT proxy, with certificates of a private CA.</summary>
    public static async Task<ConnectionReport> AtAtlassianAsync(
        Func<Received, Reply?> answer, string url = Site, CredentialKind kind = CredentialKind.ApiToken, string? user = Testers.User)
    {
        await using var server = new WireServer(answer) { Certificate = Certificates.For };
        return await Testers.TestAsync(Testers.Settings(url, user, kind: kind), Testers.Through(server.Url, Certificates.Authorities));
    }

    /// <summary>The site's healthy answers, some of them replaced.</summary>
    public static Func<Received, Reply> Cloud(Action<Script> change)
    {
        var script = Script.Cloud;
        script.On("/rest/api/2/serverInfo", Reply.Json(200, Script.CloudInfo.Replace("SELF", Site, StringComparison.Ordinal)));
        change(script);
        return script.Answer;
    }

    /// <summary>The gateway's answers: the healthy ones below its path, some of them replaced.</summary>
    public static Func<Received, Reply> AtGateway(Action<Script> change)
    {
        var script = Script.Cloud;
        change(script);
        const string Prefix = $"/ex/jira/{CloudId}";
        return request => request.Target.StartsWith(Prefix, StringComparison.Ordinal)
            ? script.Answer(request with { Target = request.Target[Prefix.Length..] })
            : Reply.Json(404, "{}");
    }

    public static async Task<ConnectionReport> OfTlsServerAsync(WireServer server, X509Certificate2Collection? authorities = null)
    {
        await using (server)
        {
            var tester = Testers.Direct(authorities: authorities ?? Certificates.Authorities);
            return await Testers.TestAsync(Testers.Settings($"https://127.0.0.1:{server.Port}", "bot"), tester);
        }
    }

    public static async Task<ConnectionReport> OfGreetingAsync(Reply greeting, string scheme)
    {
        await using var server = new WireServer(WireServer.NoAnswer) { Greeting = greeting };
        return await Testers.TestAsync(Testers.Settings($"{scheme}://127.0.0.1:{server.Port}", "bot"));
    }
}
