using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Rpc;

/// <summary>Runs the body of one call: limits its time, ends it on Cancel, and converts every exception to a well-formed status.</summary>
internal sealed class OperationGuard(PluginState state, TimeProvider time)
{
    /// <param name="timeoutSeconds">The custom timeout of the resource; zero means none.</param>
    /// <param name="isPreview">The timeout belongs to the operation and not to its preview, where a test without a result in its own time is only a
    /// warning.</param>
    public async Task<T> RunAsync<T>(
        string operation, double timeoutSeconds, ServerCallContext context, Func<CancellationToken, Task<T>> body, bool isPreview = false)
    {
        state.Enter();
        try
        {
            return await RunEnteredAsync(operation, timeoutSeconds, context, body, isPreview);
        }
        finally
        {
            state.Leave();
        }
    }

    private async Task<T> RunEnteredAsync<T>(
        string operation, double timeoutSeconds, ServerCallContext context, Func<CancellationToken, Task<T>> body, bool isPreview)
    {
        using var timeout = Timeout(timeoutSeconds, isPreview);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, state.Cancelled, timeout?.Token ?? default);
        try
        {
            linked.Token.ThrowIfCancellationRequested();
            return await BodyAsync(body, linked.Token);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            throw timeout is { IsCancellationRequested: true } && !state.Cancelled.IsCancellationRequested
                ? Status(StatusCode.DeadlineExceeded, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ErrorCodes.TimedOut}: {operation} took longer than its custom timeout of {timeoutSeconds} s. "
                    + $"Raise customTimeouts, or find out what is slow."))
                : Status(
                    StatusCode.Cancelled,
                    $"{ErrorCodes.Cancelled}: {operation} was cancelled before it was finished. Run the command again; {WhatIsFound()}.");
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Map(exception, operation);
        }
    }

    // A create whose answer was lost is adopted. Where ids are names, this works only on the machine whose file contains the run.
    private string WhatIsFound() => state.Configured?.Store.Capabilities.CanRekey == false
        ? "on this machine it finds and adopts what was already written; on another one, the message gives the command that imports it"
        : "it finds and adopts what was already written";

    // An operation that a store refuses has not begun, or is adopted like that of a killed run; so the whole body can run again.
    private async Task<T> BodyAsync<T>(Func<CancellationToken, Task<T>> body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var store = state.Configured?.Store;
            try
            {
                return await body(cancellationToken);
            }
            catch (StoreException refusal) when (state.Configured is { } session && StoreFallback.SettingBehind(refusal) is not null)
            {
                if (await session.Fallback.TryAsync(session, store!, refusal, cancellationToken) is { } advice)
                {
                    throw Status(StatusOf(refusal.Kind), refusal.Message + advice);
                }
            }
        }
    }

    private RpcException Map(Exception exception, string operation) => exception switch
    {
        PluginException known => Status(known.Status, known.Message),
        SettingsException { Missing.IsEmpty: false } settings => StatusDetails.MissingKeys(settings),
        SettingsException settings => Status(SettingsException.Status, settings.Message),
        UnwellException unwell => StatusDetails.InitFailed(unwell, state.EngineAcceptsSecrets, state.ReadBeforeUpdates),
        StoreException store => Status(StatusOf(store.Kind), store.Message),
        PropertyFormatException malformed =>
            Status(StatusCode.InvalidArgument, $"{ErrorCodes.MalformedRequest}: {operation} got a request in which {malformed.Message}."),
        // Type and place, but not the message: it may contain what the user typed.
        _ => Status(
            StatusCode.Internal,
            $"{ErrorCodes.Defect}: {operation} failed with {exception.GetType().Name}{Place(exception)}. This is a defect of the provider; "
            + "please report it."),
    };

    private static RpcException Status(StatusCode code, string message) => new(new Status(code, message));

    private static StatusCode StatusOf(StoreErrorKind kind) => kind switch
    {
        StoreErrorKind.NotFound => StatusCode.NotFound,
        StoreErrorKind.AlreadyExists => StatusCode.AlreadyExists,
        StoreErrorKind.Conflict => StatusCode.Aborted,
        StoreErrorKind.InUse => StatusCode.FailedPrecondition,
        StoreErrorKind.BadSettings => StatusCode.InvalidArgument,
        StoreErrorKind.Denied or StoreErrorKind.PolicyDenied => StatusCode.PermissionDenied,
        StoreErrorKind.WrongKey or StoreErrorKind.Unauthenticated => StatusCode.Unauthenticated,
        StoreErrorKind.DiskFull => StatusCode.ResourceExhausted,
        StoreErrorKind.Corrupt => StatusCode.DataLoss,
        StoreErrorKind.Unavailable => StatusCode.Unavailable,
        StoreErrorKind.Unsupported => StatusCode.FailedPrecondition,
        _ => StatusCode.FailedPrecondition,
    };

    private static string Place(Exception exception) =>
        exception.StackTrace?.Split('\n')[0].Trim() is { Length: > 0 } frame ? $" ({frame.Split(" in ")[0]})" : "";

    private CancellationTokenSource? Timeout(double seconds, bool isPreview)
    {
        if (double.IsNaN(seconds) || seconds < 0)
        {
            throw Status(StatusCode.InvalidArgument, string.Create(
                CultureInfo.InvariantCulture, $"{ErrorCodes.MalformedRequest}: a timeout of {seconds} s is not valid; give a positive number."));
        }

        // A timer cannot hold more than 24 days, which is as good as no limit.
        return isPreview || seconds is 0 or > 2_000_000
            ? null
            : new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
    }
}
