namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>A healthy Jira as a table of answers; a test replaces those that its case is about.</summary>
internal sealed class Script
{
    public const string CloudInfo = """{"version":"1001.0.0-SNAPSHOT","baseUrl":"SELF","deploymentType":"Cloud","serverTitle":"Jira"}""";
    public const string ServerInfo = """{"version":"10.3.19","baseUrl":"SELF","deploymentType":"Server","serverTitle":"Jira"}""";
    public const string AllPermissions =
        """{"permissions":{"BROWSE_PROJECTS":{"havePermission":true},"CREATE_ISSUES":{"havePermission":true}"""
        + ""","EDIT_ISSUES":{"havePermission":true}}}""";

    /// <summary>The path of the answer wherever the script has no other.</summary>
    public const string Elsewhere = "/*";

    private readonly Dictionary<string, Func<Received, Reply>> _answers = new()
    {
        [Elsewhere] = _ => Reply.Json(404, """{"errorMessages":["not scripted"],"errors":{}}"""),
    };

    private Func<Received, Task> _wait = _ => Task.CompletedTask;
    private bool _isRaw;

    public static Script Cloud => new Script()
        .On("/rest/api/2/serverInfo", request => Reply.Json(200, CloudInfo.Replace("SELF", $"http://{request.Host}", StringComparison.Ordinal)))
        .On("/rest/api/2/myself", Reply.Json(200, """{"accountId":"712020:1","active":true}""", "X-AACCOUNTID: 712020:1"))
        .On("/rest/api/2/mypermissions", Reply.Json(200, AllPermissions))
        .On("/rest/api/2/project/search", Reply.Json(200, """{"values":[{"key":"OPS"}]}"""))
        .On("/rest/api/3/permissions/project", Reply.Json(200, """{"projects":[{"id":10000,"key":"OPS"}]}"""));

    public static Script Server => new Script()
        .On("/rest/api/2/serverInfo", request => Reply.Json(200, ServerInfo.Replace("SELF", $"http://{request.Host}", StringComparison.Ordinal)))
        .On("/rest/api/2/myself", Reply.Json(200, """{"name":"bot","active":true}""", "X-AUSERNAME: bot", "X-Seraph-LoginReason: OK"))
        .On("/rest/api/2/mypermissions", Reply.Json(200, AllPermissions))
        .On("/rest/api/2/project", Reply.Json(200, """[{"key":"OPS"}]"""));

    public Script On(string path, Func<Received, Reply> answer)
    {
        _answers[path] = answer;
        return this;
    }

    public Script On(string path, Reply answer)
    {
        _isRaw |= answer.IsRaw;
        return On(path, _ => answer);
    }

    public Script OnServerInfo(Reply answer) => On("/rest/api/2/serverInfo", answer);

    public Script OnMyself(Reply answer) => On("/rest/api/2/myself", answer);

    /// <summary>The same answers below a path, and none above it.</summary>
    public Script Below(string path)
    {
        foreach (var own in _answers.Keys.Where(key => key != Elsewhere).ToArray())
        {
            _answers.Remove(own, out var answer);
            _answers[path + own] = answer!;
        }

        return this;
    }

    /// <summary>Each answer is given when this is over.</summary>
    public Script After(Func<Received, Task> wait)
    {
        _wait = wait;
        return this;
    }

    public Reply Answer(Received request) => (_answers.GetValueOrDefault(request.Path) ?? _answers[Elsewhere])(request);

    /// <summary>A server of WireMock.Net's; or a raw socket, if one of the answers is raw bytes.</summary>
    public ScriptedServer Start() => _isRaw ? new WireServer(Answer) : new MockServer(_answers, _wait);
}
