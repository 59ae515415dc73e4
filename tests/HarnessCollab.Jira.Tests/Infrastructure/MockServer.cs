using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>A script's answers as WireMock.Net gives them. It sets <c>Date</c> and <c>Connection</c> itself, whatever the script says.</summary>
internal sealed class MockServer : ScriptedServer
{
    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });

    /// <param name="answers">By path.</param>
    /// <param name="wait">Each answer is given when this is over.</param>
    public MockServer(IReadOnlyDictionary<string, Func<Received, Reply>> answers, Func<Received, Task> wait)
    {
        foreach (var (path, answer) in answers)
        {
            _server.Given(Request.Create().WithPath(path))
                .AtPriority(path == Script.Elsewhere ? int.MaxValue : 0)
                .RespondWith(Response.Create().WithCallback(async request =>
                {
                    var received = ToReceived(request);
                    await wait(received);
                    return ToMessage(answer(received));
                }));
        }
    }

    public override int Port => _server.Ports[0];

    public override IReadOnlyList<Received> Requests => [.. _server.LogEntries.Select(entry => ToReceived(entry.RequestMessage))];

    public override ValueTask DisposeAsync()
    {
        _server.Stop();
        return ValueTask.CompletedTask;
    }

    private static ResponseMessage ToMessage(Reply reply) => new()
    {
        StatusCode = reply.Status,
        Headers = reply.Headers
            .Select(header => header.Split(": ", 2))
            .GroupBy(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Key, header => new WireMockList<string>(header)),
        BodyData = new BodyData { BodyAsBytes = reply.Body, DetectedBodyType = BodyType.Bytes },
    };

    private static Received ToReceived(IRequestMessage request)
    {
        var headers = request.Headers!.SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}\r\n"));
        return Received.Parse($"{request.Method} {new Uri(request.Url).PathAndQuery} HTTP/{request.HttpVersion}\r\n{string.Concat(headers)}\r\n");
    }
}
