using System.Diagnostics.CodeAnalysis;

namespace HarnessCollab.Engine.Steps;

/// <summary>Whether a run has failed, and whether further steps may begin. Three methods report failures.</summary>
internal sealed class RunStatus(OperationRequest request, CancellationToken gracefulCancel, CancellationToken terminate) : IDisposable
{
    private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(gracefulCancel, terminate);
    private volatile bool _failed;

    /// <summary>Cancelled by a user who wants the run to end as soon as the steps in flight have ended.</summary>
    public CancellationToken GracefulCancel => gracefulCancel;

    /// <summary>Cancelled only to abandon calls that are in flight.</summary>
    public CancellationToken Terminate => terminate;

    /// <summary>Cancelled when no further step may begin.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public bool Failed => _failed || gracefulCancel.IsCancellationRequested;

    public void Warn(string urn, string message) => Report(urn, "warning", message);

    /// <summary>The run fails in the end, but other steps go on.</summary>
    /// <param name="urn">The resource that it is about; empty for the whole run.</param>
    /// <param name="message">The reason; null when the user has seen it already.</param>
    /// <param name="step">The step that failed, if it was one.</param>
    public void FailAndContinue(string urn, string? message, Step? step = null)
    {
        _failed = true;
        if (message is not null)
        {
            Report(urn, "error", message);
        }

        // In a preview the error message is enough.
        if (step is not null && !request.Preview)
        {
            request.Events.Send(new ResourceFailedEvent(step));
        }
    }

    /// <summary>
    /// The run fails; steps in flight may finish, and none begins. It never returns: callers write <c>throw</c> before it for the compiler only.
    /// </summary>
    [DoesNotReturn]
    public Exception FailAndStop(string urn, string message, Step? step = null)
    {
        FailAndContinue(urn, message, step);
        _stopping.Cancel();
        throw new OperationStoppedException();
    }

    public void ThrowIfStopping()
    {
        terminate.ThrowIfCancellationRequested();
        // The second token follows the first, but a moment later.
        if (gracefulCancel.IsCancellationRequested || Stopping.IsCancellationRequested)
        {
            throw new OperationStoppedException();
        }
    }

    public void Dispose() => _stopping.Dispose();

    private void Report(string urn, string severity, string message) =>
        request.Events.Send(new DiagnosticEvent(urn, severity, message.TrimEnd('\n'), Ephemeral: false));
}

/// <summary>Ends the work on one resource, because it failed or the run is stopping. The reason has been reported.</summary>
internal sealed class OperationStoppedException : Exception;
