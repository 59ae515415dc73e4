namespace HarnessCollab.Jira;

/// <summary>Requests <c>myself</c> with the credential, once: only this proves that Jira accepts it.</summary>
internal static class SignInStep
{
    public const string Name = "myself";

    public sealed record Result(Judgement Judgement, SignedInAccount? Account, Refusal? Refusal);

    public static async Task<Result> RunAsync(JiraConversation session, Flavour flavour, ServerInfo? server, GatewayProbe gateway)
    {
        SignedInAccount? account = null;
        Signal? refusal = null;
        var judgement = await session.StepAsync(Name, async () =>
        {
            var exchange = await session.AskAsync("rest/api/2/myself");
            var response = exchange.Response;
            account = SignedInAccount.From(response);
            if (account is not null)
            {
                return Judgement.Fine;
            }

            var isRefusal = response is not null && SignInFindings.IsRefusal(response, server);

            var signal = session.SignalOf(TestStage.SignIn, flavour, exchange) with
            {
                Server = server,
                Gateway = isRefusal ? await gateway.AskAsync(session, response!) : null,
            };
            refusal = isRefusal ? signal : null;
            return DecisionTable.Judge(signal);
        });
        return new Result(
            judgement,
            account,
            judgement.Verdict == Verdict.Failed && refusal is not null
                ? Refusal.Of(judgement.Findings.First(finding => finding.Severity == Severity.Error).Code, refusal)
                : null);
    }
}
