using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace HarnessCollab.Jira;

/// <summary>
/// Tests candidate connections to Jira and reports the exact cause of a failure, without harm to the account: it sends the credential only to a host
/// that is proven to be Jira, once per candidate and process, and not again within ten minutes after a refusal.
/// </summary>
/// <remarks>Safe for concurrent use. The tester remembers a conclusive result for its lifetime, an inconclusive one for 30 seconds.</remarks>
public sealed class JiraConnectionTester : IAsyncDisposable
{
    private static readonly TimeSpan InconclusiveLife = TimeSpan.FromSeconds(30);

    private readonly JiraConnectionTesterOptions _options;
    private readonly TimeProvider _clock;
    private readonly RefusalMemory? _memory;
    private readonly SignInTest _signIn;
    private readonly SingleFlight<SignInResult> _signIns;
    private readonly SingleFlight<PermissionResult> _permissions;
    private readonly ConcurrentDictionary<string, Lazy<JiraClient>> _clients = new(StringComparer.Ordinal);

    // Used only to identify candidates within this process.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public JiraConnectionTester(JiraConnectionTesterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = options.TimeProvider;
        _memory = options.RefusalMemoryPath is { } path ? new RefusalMemory(path, _clock) : null;
        _signIn = new SignInTest(_memory, new GatewayProbe(ClientFor), options.ForgetCommand);
        _signIns = new SingleFlight<SignInResult>(result => LifeOf(result.Judgement), _clock);
        _permissions = new SingleFlight<PermissionResult>(result => LifeOf(result.Judgement), _clock);
    }

    /// <summary>Tests a candidate. A failed test is a report, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled. Exceeding the candidate's time limit is a finding instead.</exception>
    public async Task<ConnectionReport> TestAsync(JiraConnectionSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var own = DecisionTable.Judge(new Signal
        {
            Stage = TestStage.Settings,
            Settings = settings,
            Today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime),
        });
        // A credential that is known to be unusable is not sent, but we still check whether Jira can be reached.
        var candidate = own.Verdict == Verdict.Passed ? settings : settings with { Credential = null };
        var start = _clock.GetTimestamp();
        var signIn = await SignInAsync(candidate, cancellationToken);
        if (signIn.Account is null)
        {
            return Report(own.And(signIn.Judgement), signIn, [new TestStep(PermissionTest.Name, TimeSpan.Zero, StepOutcome.Skipped)]);
        }

        var asked = TimeSpan.FromTicks(Math.Min(_clock.GetElapsedTime(start).Ticks, signIn.Steps.Sum(step => step.Duration.Ticks)));
        var permissions = await PermissionsAsync(candidate, signIn, candidate.Timeout - asked, cancellationToken);
        var notes = DecisionTable.Judge(new Signal
        {
            Stage = TestStage.Notes,
            Settings = settings,
            Flavour = signIn.Flavour!.Value,
            Server = signIn.Server,
            Account = signIn.Account,
        });
        return Report(own.And(signIn.Judgement).And(permissions.Judgement).And(notes), signIn, permissions.Steps);
    }

    /// <summary>Forgets all refusals, in this process and in the file shared between processes, so the next test asks Jira again.</summary>
    /// <exception cref="IOException">The file of refusals cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not access the file of refusals.</exception>
    public async Task ForgetRefusalsAsync(CancellationToken cancellationToken)
    {
        _signIns.Forget();
        _permissions.Forget();
        if (_memory is not null)
        {
            await _memory.ForgetAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        _signIns.Dispose();
        _permissions.Dispose();
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static TimeSpan? LifeOf(Judgement judgement) => judgement.Verdict == Verdict.Inconclusive ? InconclusiveLife : null;

    private Task<SignInResult> SignInAsync(JiraConnectionSettings settings, CancellationToken cancellationToken) => WithinAsync(
        // A test may wait for another process as long as for Jira.
        2 * settings.Timeout,
        () => _signIns.GetAsync(
            CandidateKey.Of(settings, _key), stop => RunAsync(settings, settings.Timeout, _signIn.RunAsync, stop), cancellationToken),
        () => new SignInResult(TimedOut(settings, TestStage.SignIn), []),
        cancellationToken);

    private Task<PermissionResult> PermissionsAsync(
        JiraConnectionSettings settings, SignInResult signIn, TimeSpan left, CancellationToken cancellationToken) =>
        WithinAsync(
            left,
            () => _permissions.GetAsync(
                CandidateKey.WithProjects(settings, _key),
                stop => RunAsync(settings, left, session => PermissionTest.RunAsync(session, signIn.Flavour!.Value), stop),
                cancellationToken),
            () => new PermissionResult(TimedOut(settings, TestStage.Permissions), []),
            cancellationToken);

    private async Task<T> RunAsync<T>(JiraConnectionSettings settings, TimeSpan time, Func<JiraConversation, Task<T>> work, CancellationToken stop)
    {
        using var budget = new TestBudget(_clock, time, stop);
        return await work(new JiraConversation(ClientFor(settings.BaseUrl), settings, budget));
    }

    // Another caller may have started the same test with more time than ours.
    private async Task<T> WithinAsync<T>(TimeSpan time, Func<Task<T>> work, Func<T> late, CancellationToken cancellationToken)
    {
        if (time <= TimeSpan.Zero)
        {
            return late();
        }

        try
        {
            // A little more time than the test itself has, so that its own report of the timeout comes first.
            return await work().WaitAsync(time + TimeSpan.FromSeconds(1), _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return late();
        }
    }

    private static Judgement TimedOut(JiraConnectionSettings settings, TestStage stage) => DecisionTable.Judge(new Signal
    {
        Stage = stage,
        Settings = settings,
        Failure = new TransportFailure(TransportFault.Timeout, "the time limit was reached before this step"),
    });

    private JiraClient ClientFor(Uri url)
    {
        var origin = new Uri(url.GetLeftPart(UriPartial.Authority));
        return _clients.GetOrAdd(origin.AbsoluteUri, _ => new Lazy<JiraClient>(() => new JiraClient(origin, _options))).Value;
    }

    private static ConnectionReport Report(Judgement judgement, SignInResult signIn, IEnumerable<TestStep> more) => new()
    {
        Verdict = judgement.Verdict,
        Steps = [.. signIn.Steps, .. more],
        Findings = judgement.Findings,
        DeploymentType = signIn.Flavour?.ToString(),
        AccountId = signIn.Flavour == Flavour.Cloud && signIn.Account?.AccountId is { } id ? ServerText.Clean(id) : null,
        Version = signIn.Server?.Version is { } version ? ServerText.Clean(version) : null,
    };
}
