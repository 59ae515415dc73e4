using System.Collections.Immutable;
using HarnessSandbox.Platform;

namespace HarnessSandbox.Http;

/// <summary>What changes while the sandbox runs.</summary>
internal sealed class SandboxState(SandboxSettings atStart)
{
    private const int MostRequests = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<LoggedRequest> _requests = new();
    private readonly Vault _vault = new();
    private readonly SandboxSettings _start = atStart;
    private SandboxSettings _settings = atStart;

    public SandboxSettings Settings => Locked(_ => _settings);

    public ImmutableArray<LoggedRequest> Requests => Locked(_ => _requests.ToImmutableArray());

    /// <summary>Works with the objects while nobody else does.</summary>
    public T Locked<T>(Func<Vault, T> work)
    {
        lock (_gate)
        {
            return work(_vault);
        }
    }

    /// <returns>The settings before and after.</returns>
    public (SandboxSettings Before, SandboxSettings After) Change(Func<SandboxSettings, SandboxSettings> change)
    {
        lock (_gate)
        {
            var before = _settings;
            return (before, _settings = change(_settings));
        }
    }

    public void Log(LoggedRequest request)
    {
        lock (_gate)
        {
            _requests.Enqueue(request);
            if (_requests.Count > MostRequests)
            {
                _requests.Dequeue();
            }
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _settings = _start;
            _requests.Clear();
            _vault.Clear();
        }
    }

    /// <summary>The fault that this call is to meet, once less often from now on; null when all goes well.</summary>
    public string? TakeFault(string call)
    {
        lock (_gate)
        {
            if (_settings.Faults.FirstOrDefault(fault => fault.Call == "any" || fault.Call == call) is not { } next)
            {
                return null;
            }

            _settings = _settings with
            {
                Faults = next.Times > 1 ? _settings.Faults.Replace(next, next with { Times = next.Times - 1 }) : _settings.Faults.Remove(next),
            };
            return next.Name;
        }
    }
}
