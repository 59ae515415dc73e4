namespace HarnessCollab.Jira;

/// <summary>Asks for <c>serverInfo</c> without credentials: is there a Jira at this address?</summary>
internal static class ReachStep
{
    public const string Name = "serverInfo";

    public sealed record Result(Judgement Judgement, Flavour Flavour, ServerInfo? Server);

    public static async Task<Result> RunAsync(JiraConversation session)
    {
        var settings = session.Settings;
        var flavour = JiraHost.IsCloud(settings.BaseUrl) ? Flavour.Cloud : Flavour.Server;
        ServerInfo? server = null;
        var judgement = await session.StepAsync(Name, async () =>
        {
            var exchange = await session.AskAnonymouslyAsync("rest/api/2/serverInfo");
            server = ServerInfo.From(exchange.Response);
            if (server is not null || IsProven(settings, exchange.Response) || await IsHiddenAsync(session, exchange.Response))
            {
                return Judgement.Fine;
            }

            return DecisionTable.Judge(session.SignalOf(TestStage.Reach, flavour, exchange) with
            {
                State = exchange.Response?.Status == 503 ? await StateAsync(session) : null,
            });
        });
        return new Result(judgement, JiraHost.IsCloud(settings.BaseUrl) ? Flavour.Cloud : server?.Flavour ?? flavour, server);
    }

    // A Jira that does not answer serverInfo anonymously is proven by the headers of its refusal; the gateway by its fixed name.
    private static bool IsProven(JiraConnectionSettings settings, JiraResponse? response) =>
        (response is { Status: 401 or 403 } && response.BearsJirasMarks)
        || (JiraHost.IsCloudGateway(settings.BaseUrl) && settings.BaseUrl.Scheme == Uri.UriSchemeHttps
            && response is { Status: 200 or 401 or 403 or 404 });

    // A proxy may block only anonymous serverInfo. Jira's own refusal of another anonymous request is also a proof.
    private static async Task<bool> IsHiddenAsync(JiraConversation session, JiraResponse? response) =>
        response is { Status: 401 or 403 }
        && (await session.AskAnonymouslyAsync("rest/api/2/myself")).Response is { Status: 401, BearsJirasMarks: true };

    private static async Task<string?> StateAsync(JiraConversation session) =>
        (await session.AskAnonymouslyAsync("status")).Response?.Json is { } json ? json.Text("state") : null;
}
