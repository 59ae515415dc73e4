using System.Runtime.InteropServices;

namespace HarnessCollab.Cli.Commands;

/// <summary>Ctrl-C: the first lets the running steps finish, the second abandons them. SIGTERM counts as the first.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _graceful = new();
    private readonly CancellationTokenSource _terminate = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _count;

    /// <param name="print">Shows a text between the lines of the display.</param>
    public Interrupts(Action<string> print) => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, print)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, print)),
    ];

    public CancellationToken Graceful => _graceful.Token;

    public CancellationToken Terminate => _terminate.Token;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        _graceful.Dispose();
        _terminate.Dispose();
    }

    private void Handle(PosixSignalContext context, Action<string> print)
    {
        context.Cancel = true;
        var isFirst = Interlocked.Increment(ref _count) == 1;
        print(!isFirst ? "^C received; terminating\n"
            : "^C received; cancelling. If you would like to terminate immediately, press ^C again.\n"
                + "Note that terminating immediately may lead to orphaned resources and other inconsistencies.\n\n");
        (isFirst ? _graceful : _terminate).Cancel();
    }
}
