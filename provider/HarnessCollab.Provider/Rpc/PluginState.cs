using HarnessCollab.Provider.Hosting;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Rpc;

/// <summary>
/// What the process remembers between calls: the engine and what it supports, the configured session, and whether it was cancelled.
/// </summary>
internal sealed class PluginState(EngineLog log) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private volatile CancellationTokenSource _cancelled = new();
    private volatile Session? _session;
    private int _inFlight;
    private bool _wasInterrupted;

    public EngineLog Log { get; } = log;

    /// <summary>True after Attach: the plugin was not started in the project's folder.</summary>
    public bool Attached { get; private set; }

    /// <summary>True when the engine accepts secrets; every engine with a Handshake does.</summary>
    public bool EngineAcceptsSecrets { get; set; } = true;

    /// <summary>Whether the engine can read a resource at the start of a preview or update.</summary>
    public bool EngineReadsBeforeUpdates { get; set; }

    /// <summary>Whether answers ask the engine to do so for their resources.</summary>
    public bool ReadBeforeUpdates => EngineReadsBeforeUpdates && Session.Settings.DetectsDriftAlways;

    /// <summary>What this engine has told about each resource in its run.</summary>
    public RunMemory Memory { get; private set; } = new();

    /// <summary>Cancelled when the engine sends Cancel.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>The configured session; null before Configure.</summary>
    public Session? Configured => _session;

    /// <summary>The configured session.</summary>
    /// <exception cref="PluginException">Configure has not been called.</exception>
    public Session Session => _session ?? throw new PluginException(
        ErrorCodes.NotConfigured, "the provider was called before Configure; the engine must configure it first.");

    /// <summary>Configures once; a second time only after an Attach.</summary>
    public void Configure(Func<Session> create)
    {
        lock (_gate)
        {
            if (_session is not null)
            {
                throw new PluginException(
                    ErrorCodes.ConfiguredTwice,
                    "the provider is already configured; an engine must start a process for each provider, or attach again.");
            }

            _session = create();
        }
    }

    /// <summary>A new engine takes over: settings, claims, imports and test results are forgotten.</summary>
    public async Task AttachAsync(string address)
    {
        Session? before;
        lock (_gate)
        {
            before = _session;
            _session = null;
            Attached = true;
            Memory = new RunMemory();
            _cancelled = new CancellationTokenSource();
            _wasInterrupted = false;
        }

        Log.Connect(address);
        if (before is not null)
        {
            await before.DisposeAsync();
        }
    }

    /// <summary>A call begins.</summary>
    public void Enter() => Interlocked.Increment(ref _inFlight);

    /// <summary>A call has ended, successfully or not.</summary>
    public void Leave() => Interlocked.Decrement(ref _inFlight);

    /// <summary>The engine cancels: during a run, or at its normal end, when no call is in flight.</summary>
    /// <returns>The session that ends normally; null when this engine's run was interrupted, now or before.</returns>
    public async Task<Session?> CancelAsync()
    {
        Session? ending;
        CancellationTokenSource cancelled;
        lock (_gate)
        {
            _wasInterrupted |= Volatile.Read(ref _inFlight) > 0;
            ending = _wasInterrupted ? null : _session;
            cancelled = _cancelled;
        }

        await cancelled.CancelAsync();
        return ending;
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }

        Log.Dispose();
    }
}
