namespace HarnessCollab.Jira;

/// <summary>The first half of a test: reach Jira, then sign in, unless Jira refused the same candidate a short time ago.</summary>
internal sealed class SignInTest(RefusalMemory? memory, GatewayProbe gateway, string forgetCommand)
{
    public async Task<SignInResult> RunAsync(JiraConversation session)
    {
        var reach = await ReachStep.RunAsync(session);
        var result = new SignInResult(reach.Judgement, [])
        {
            Flavour = reach.Judgement.Verdict == Verdict.Passed ? reach.Flavour : null,
            Server = reach.Server,
        };
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

    private async Task<SignInResult> SignInAsync(JiraConversation session, ReachStep.Result reach, SignInResult result)
    {
        var before = await session.Budget.AsideAsync(limit => RecallAsync(session, limit));
        using var turn = before.Turn;
        if (before.Judgement.Verdict != Verdict.Passed)
        {
            session.Skip(SignInStep.Name);
            return result with { Judgement = before.Judgement };
        }

        var signIn = await SignInStep.RunAsync(session, reach.Flavour, reach.Server, gateway);
        var after = signIn.Refusal is { } refusal ? await RememberAsync(session, refusal, before.Trouble) : Judgement.Fine;
        return result with { Judgement = before.Judgement.And(signIn.Judgement).And(after), Account = signIn.Account };
    }

    private async Task<(IDisposable? Turn, Judgement Judgement, string? Trouble)> RecallAsync(JiraConversation session, CancellationToken limit)
    {
        if (memory is null)
        {
            return (null, Judgement.Fine, null);
        }

        IDisposable? turn = null;
        try
        {
            turn = await memory.TakeTurnAsync(session.Settings, limit);
            return await memory.FindAsync(session.Settings, limit) is { } refusal
                ? (turn, refusal.Judge(session.Settings, forgetCommand) ?? DecisionTable.Judge(Signal(session) with { RefusedAt = refusal.At }), null)
                : (turn, Judgement.Fine, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            turn?.Dispose();
            // Reported only when there is a refusal to remember.
            return (null, Judgement.Fine, exception.Message);
        }
        catch (OperationCanceledException)
        {
            turn?.Dispose();
            session.Budget.ThrowIfCallerCancelled();
            var failure = new TransportFailure(TransportFault.Timeout, "another process is signing in with the same credential");
            return (null, DecisionTable.Judge(Signal(session) with { Stage = TestStage.SignIn, Failure = failure }), null);
        }
    }

    private async Task<Judgement> RememberAsync(JiraConversation session, Refusal refusal, string? trouble)
    {
        if (memory is null || trouble is not null)
        {
            return trouble is null ? Judgement.Fine : DecisionTable.Judge(Signal(session) with { Trouble = trouble });
        }

        try
        {
            // No cancellation: the refusal must be written even when the time of the test is over.
            await memory.RememberAsync(session.Settings, refusal, CancellationToken.None);
            return Judgement.Fine;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return DecisionTable.Judge(Signal(session) with { Trouble = exception.Message });
        }
    }

    private Signal Signal(JiraConversation session) =>
        new() { Stage = TestStage.Refusals, Settings = session.Settings, ForgetCommand = forgetCommand };
}

/// <summary>The results of the first two steps.</summary>
internal sealed record SignInResult(Judgement Judgement, ImmutableArray<TestStep> Steps)
{
    public Flavour? Flavour { get; init; }

    public ServerInfo? Server { get; init; }

    /// <summary>Null = nobody is signed in.</summary>
    public SignedInAccount? Account { get; init; }
}
