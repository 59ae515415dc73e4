namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>A healthy Jira as a table of answers; a test replaces those that its case is about.</summary>
internal sealed class Script
{
    public const string CloudInfo = """{"version":"1001.0.0-SNAPSHOT","baseUrl":"SELF","deploymentType":"Cloud","serverTitle":"Jira"}""";
    public const string ServerInfo = """{"version":"10.3.19","baseUrl":"SELF","deploymentType":"Server","serverTitle":"Jira"}""";
    public const string AllPermissions =
        """{"permissions":{"BROWSE_PROJECTS":{"havePermission":true},"CREATE_ISSUES":{"havePermission":true}"""
        + ""","EDIT_ISSUES":{"havePermission":true}}}""";

    private readonly Dictionary<string, Func<Received, byte[]?>> _answers = [];

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

    public Script On(string path, Func<Received, byte[]?> answer)
    {
        _answers[path] = answer;
        return this;
    }

    public Script On(string path, byte[] answer) => On(path, _ => answer);

    public Script OnServerInfo(byte[] answer) => On("/rest/api/2/serverInfo", answer);

    public Script OnMyself(byte[] answer) => On("/rest/api/2/myself", answer);

    public byte[]? Answer(Received request) => _answers.TryGetValue(request.Path, out var answer)
        ? answer(request)
        : Reply.Json(404, """{"errorMessages":["not scripted"],"errors":{}}""");

    public WireServer Start() => new(Answer);
}
