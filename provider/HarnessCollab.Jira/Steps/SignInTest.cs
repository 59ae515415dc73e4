namespace HarnessCollab.Jira;

/// <summary>The first half of a test: reach Jira, then sign in, unless this very candidate was refused a short while ago.</summary>
internal sealed class SignInTest(RefusalMemory? memory, GatewayProbe gateway)
{
    public async Task<SignInResult> RunAsync(JiraSession session)
    {
        var reach = await ReachStep.RunAsync(session);
        var result = new SignInResult(reach.Judgement, []) { Flavour = reach.Judgement.Verdict == Verdict.Passed ? reach.Flavour : null, Server = reach.Server };
        if (reach.Judgement.Verdict != Verdict.Passed || session.Settings.Credential is null)
        {
            session.Skip(SignInStep.Name);
        }
        else
        {
            result = await SignInAsync(session, reach, result);
        }

        return result with { Steps = [.. session.Steps] };
    }

    private async Task<SignInResult> SignInAsync(JiraSession session, ReachStep.Result reach, SignInResult result)
    {
        var before = await RecallAsync(session);
        using var turn = before.Turn;
        if (before.Judgement.Verdict != Verdict.Passed)
        {
            session.Skip(SignInStep.Name);
            return result with { Judgement = before.Judgement };
        }

        var signIn = await SignInStep.RunAsync(session, reach.Flavour, reach.Server, gateway);
        var after = signIn.Refused && turn is not null ? await RememberAsync(session) : Judgement.Fine;
        return result with { Judgement = before.Judgement.And(signIn.Judgement).And(after), Account = signIn.Account };
    }

    private async Task<(IDisposable? Turn, Judgement Judgement)> RecallAsync(JiraSession session)
    {
        if (memory is null)
        {
            return (null, Judgement.Fine);
        }

        IDisposable? turn = null;
        try
        {
            turn = await memory.TakeTurnAsync(session.Settings, session.Budget.Token);
            var at = await memory.FindAsync(session.Settings, session.Budget.Token);
            return (turn, DecisionTable.Judge(Signal(session) with { RefusedAt = at }));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            turn?.Dispose();
            return (null, DecisionTable.Judge(Signal(session) with { Trouble = exception.Message }));
        }
        catch (OperationCanceledException)
        {
            turn?.Dispose();
            session.Budget.ThrowIfCallerCancelled();
            var failure = new TransportFailure(TransportFault.Timeout, "another process is signing in with the same credential");
            return (null, DecisionTable.Judge(Signal(session) with { Stage = TestStage.SignIn, Failure = failure }));
        }
    }

    private async Task<Judgement> RememberAsync(JiraSession session)
    {
        try
        {
            // Without a limit of its own: what was refused has to be written even when the time is over.
            await memory!.RememberAsync(session.Settings, CancellationToken.None);
            return Judgement.Fine;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return DecisionTable.Judge(Signal(session) with { Trouble = exception.Message });
        }
    }

    private static Signal Signal(JiraSession session) => new() { Stage = TestStage.Refusals, Settings = session.Settings };
}
