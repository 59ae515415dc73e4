using System.Runtime.InteropServices;

namespace HarnessCollab.Provider.Hosting;

/// <summary>When the process is to end: at a signal, or when the engine is gone.</summary>
internal sealed class ProcessEnd : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly PosixSignalRegistration[] _signals;

    public ProcessEnd() =>
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM }.Select(
            signal => PosixSignalRegistration.Create(signal, Take))];

    public CancellationToken Token => _end.Token;

    public void Demand() => _end.Cancel();

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _end.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        // Calls in flight are ended in good order; the system would end the process on the spot.
        context.Cancel = true;
        Demand();
    }
}
