using System.Runtime.InteropServices;

namespace HarnessCollab.Provider.Hosting;

/// <summary>When the process must end: at a signal, or when the engine has ended.</summary>
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
        // Running calls are ended properly; the system would end the process at once.
        context.Cancel = true;
        Demand();
    }
}
