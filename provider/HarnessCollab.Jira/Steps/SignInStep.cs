using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>Asks for <c>myself</c> with the credential, once: the only proof that Jira accepts it.</summary>
internal static class SignInStep
{
    public const string Name = "myself";

    public sealed record Result(Judgement Judgement, JsonElement? Account, bool Refused);

    public static async Task<Result> RunAsync(JiraSession session, Flavour flavour, GatewayProbe gateway)
    {
        JsonElement? account = null;
        JiraResponse? response = null;
        var judgement = await session.StepAsync(Name, async () =>
        {
            var exchange = await session.AskAsync("rest/api/2/myself");
            response = exchange.Response;
            if (response is not null && SignInFindings.IsSignedIn(response))
            {
                account = response.Json;
                return Judgement.Fine;
            }

            return DecisionTable.Judge(new Signal
            {
                Stage = TestStage.SignIn,
                Settings = session.Settings,
                Flavour = flavour,
                Response = response,
                Failure = exchange.Failure,
                Gateway = response is null ? null : await gateway.AskAsync(session, response),
            });
        });
        return new Result(judgement, account, judgement.Verdict == Verdict.Failed && IsRefusal(response));
    }

    private static bool IsRefusal(JiraResponse? response) => response is { Status: 401 or 403 } || response?.Has("AUTHENTICATED_FAILED") == true;
}
