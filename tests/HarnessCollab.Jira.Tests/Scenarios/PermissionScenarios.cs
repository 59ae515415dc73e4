using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests.Scenarios;

internal static class PermissionScenarios
{
    private const string Mine = "/rest/api/2/mypermissions";

    public static IEnumerable<Scenario> All =>
    [
        new("HC4401", "scope for permissions missing", () => Scene.AtAtlassianAsync(
            Scene.AtGateway(s => s.On(Mine, Reply.Json(401, """{"code":401,"message":"Unauthorized; scope does not match"}"""))), Scene.Gateway)),
        new("HC4402", "permissions not reported", () => Scene.OnLoopbackAsync(
            Script.Server.On(Mine, Reply.Json(400, """{"errorMessages":["The 'permissions' query parameter is required."]}""")))),
        new("HC4403", "no permission at all", () => Scene.OnLoopbackAsync(Script.Server.On(Mine, Held()))),
        new("HC4332", "another account than was meant", () =>
            Scene.OnLoopbackAsync(Script.Server.OnMyself(Reply.Json(200, """{"name":"alice","active":true}""", "X-AUSERNAME: alice")))),
        new("HC4333", "permission keys of an unknown version", () =>
            Scene.OnLoopbackAsync(Script.Server.On(Mine, Reply.Json(200, """{"permissions":{"WRITE":{"havePermission":true}}}""")))),
        new("HC4334", "a list of projects that is refused", () =>
            Scene.OnLoopbackAsync(Script.Server.On("/rest/api/2/project", Reply.Html(403, "Forbidden")))),
        new("HC4335", "a project described at great length", () =>
            NamedAsync("OPS", s => s.On("/rest/api/2/project/OPS", Reply.Json(200, $"\"{new string('x', 9 * 1024 * 1024)}\"")))),
        new("HC4336", "a portal's page in the place of permissions", () => Scene.OnLoopbackAsync(Script.Server.On(Mine, Reply.Html(200, "Portal")))),
        new("HC4404", "cannot edit anywhere", () => Scene.OnLoopbackAsync(Script.Server.On(Mine, Held("BROWSE_PROJECTS", "CREATE_ISSUES")))),
        new("HC4411", "a key in the wrong case", () => NamedAsync("ops", s => s)),
        new("HC4412", "a key like no other", () => NamedAsync("XYZ", s => s)),
        new("HC4413", "permissions of a project not reported", () =>
            NamedAsync("OPS", s => s.On(Mine, request => Asks(request, "OPS") ? Reply.Json(400, "{}") : All3()))),
        new("HC4414", "cannot create in the project", () =>
            NamedAsync("OPS", s => s.On(Mine, request => Asks(request, "OPS") ? Held("BROWSE_PROJECTS", "EDIT_ISSUES") : All3()))),
        new("HC4415", "an archived project", () =>
            NamedAsync("OPS", s => s.On("/rest/api/2/project/OPS", Reply.Json(200, """{"key":"OPS","archived":true}""")))),
        new("HC4416", "no issue type, as cloud says it", () =>
            NamedAsync("OPS", s => s.On("/rest/api/2/issue/createmeta/OPS/issuetypes", Reply.Json(200, """{"issueTypes":[]}""")))),
        new("HC4416", "no issue type, as data center says it", () =>
            NamedAsync("OPS", s => s.On("/rest/api/2/issue/createmeta/OPS/issuetypes", Reply.Json(400, "{}")))),
        new("HC4421", "no project visible", () => Scene.OnLoopbackAsync(Script.Server.On("/rest/api/2/project", Reply.Json(200, "[]")))),
        new("HC4422", "create here, edit there", () =>
            Scene.OnLoopbackAsync(Script.Server.On(Mine, request => Asks(request, "OPS") ? Held("BROWSE_PROJECTS", "EDIT_ISSUES") : All3()))),
        new("HC4423", "too many projects to look at all", TooManyAsync),
        new("HC4501", "Jira calls itself otherwise", () => Scene.OnLoopbackAsync(
            Script.Server.OnServerInfo(Reply.Json(200, Script.ServerInfo.Replace("SELF", "https://jira.example.com", StringComparison.Ordinal))))),
        new("HC4502", "the gateway as base URL", () => Scene.AtAtlassianAsync(Scene.AtGateway(_ => { }), Scene.Gateway)),
        new("HC4503", "a personal access token that works", () => Scene.OnLoopbackAsync(Script.Server, CredentialKind.PersonalAccessToken, null)),
        new("HC4504", "an inactive account", () =>
            Scene.OnLoopbackAsync(Script.Server.OnMyself(Reply.Json(200, """{"name":"bot","active":false}""")))),
        new("HC4505", "an API token at a server", () => Scene.OnLoopbackAsync(Script.Server, CredentialKind.ApiToken)),
        new("HC4506", "a password that cloud accepts", () => Scene.OnLoopbackAsync(Script.Cloud, CredentialKind.Password, Testers.User)),
    ];

    private static Reply All3() => Reply.Json(200, Script.AllPermissions);

    private static Reply Held(params string[] keys) => Reply.Json(
        200, "{\"permissions\":{"
            + string.Join(',', PermissionSet.Asked.Select(key => $"\"{key}\":{{\"havePermission\":{(keys.Contains(key) ? "true" : "false")}}}"))
            + "}}");

    private static bool Asks(Received request, string key) => request.Target.Contains($"projectKey={key}", StringComparison.Ordinal);

    private static Task<ConnectionReport> NamedAsync(string key, Func<Script, Script> change) => Scene.OnLoopbackAsync(
        change(Script.Server.On(
            Mine,
            request => !request.Target.Contains("projectKey", StringComparison.Ordinal) || Asks(request, "OPS") ? All3() : Reply.Json(404, "{}"))),
        projects: key);

    private static Task<ConnectionReport> TooManyAsync() => Scene.OnLoopbackAsync(Script.Server
        .On("/rest/api/2/project", Reply.Json(200, $"[{string.Join(',', Enumerable.Range(1, 30).Select(n => $$"""{"key":"P{{n}}"}"""))}]"))
        .On(Mine, request => request.Target.Contains("projectKey", StringComparison.Ordinal) ? Held("BROWSE_PROJECTS") : All3()));
}
