namespace JiraSandbox.Http;

/// <summary>What changes while the sandbox runs.</summary>
internal sealed class SandboxState(SandboxSettings atStart)
{
    private readonly Lock _gate = new();
    private readonly SandboxSettings _start = atStart;
    private SandboxSettings _settings = atStart;
    private int _rateLimited = atStart.RateLimited;
    private int _failedLogins;
    private int _issues;

    public RequestLog Log { get; } = new();

    public SandboxSettings Settings
    {
        get
        {
            lock (_gate)
            {
                return _settings;
            }
        }
    }

    public void Change(Func<SandboxSettings, SandboxSettings> change)
    {
        lock (_gate)
        {
            _settings = change(_settings);
            _rateLimited = _settings.RateLimited;
            _failedLogins = 0;
        }
    }

    public void Reset()
    {
        Change(_ => _start);
        Log.Clear();
    }

    /// <summary>Takes one of the refusals that are still to be given.</summary>
    public bool TakeRateLimit()
    {
        lock (_gate)
        {
            return _rateLimited > 0 && _rateLimited-- > 0;
        }
    }

    public bool IsLocked
    {
        get
        {
            lock (_gate)
            {
                return _settings.CaptchaAfter > 0 && _failedLogins >= _settings.CaptchaAfter;
            }
        }
    }

    /// <summary>The number of the next issue, from 1.</summary>
    public int NextIssue() => Interlocked.Increment(ref _issues);

    public void CountFailedLogin()
    {
        lock (_gate)
        {
            _failedLogins++;
        }
    }
}
