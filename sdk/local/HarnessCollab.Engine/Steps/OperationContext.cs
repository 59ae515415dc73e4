using System.Collections.Concurrent;
using System.Collections.Immutable;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>What the parts of one operation share: the request, the state, the plugins, and whether it has failed.</summary>
internal sealed class OperationContext(OperationRequest request, SnapshotManager state, PluginHost plugins, CancellationToken terminate) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, int> _changes = new(StringComparer.Ordinal);
    private int _failed;
    private int _stepFailed;

    public OperationRequest Request => request;

    public SnapshotManager State => state;

    /// <summary>How many resources each operation was done to, as summaries count: no default providers, no halves of replacements.</summary>
    public ImmutableSortedDictionary<string, int> Changes => _changes.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public ProviderRegistry Providers { get; } = new(plugins, reference => state.FindProvider(reference.Urn, reference.Id));

    public SemaphoreSlim Slots { get; } = new(Math.Max(1, request.Parallel));

    /// <summary>Cancelled only to abandon calls that are in flight.</summary>
    public CancellationToken Terminate => terminate;

    /// <summary>Cancelled when no further step may begin.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public bool Preview => request.Preview;

    /// <summary>True when each registration refreshes what it is about.</summary>
    public bool RefreshesAsItGoes => request is { Refresh: true, RunProgram: true, Kind: OperationKind.Update };

    /// <summary>The steps of components and of the stack, whose rows wait for their outputs.</summary>
    public ConcurrentDictionary<string, Step> ComponentSteps { get; } = new(StringComparer.Ordinal);

    public bool Failed => Volatile.Read(ref _failed) != 0;

    /// <summary>True when a step failed, as opposed to a check, the program or the engine.</summary>
    public bool StepFailed => Volatile.Read(ref _stepFailed) != 0;

    public void Count(StepOp op, string urn)
    {
        if (!Urns.IsDefaultProvider(urn) && op is not (StepOp.CreateReplacement or StepOp.DeleteReplaced or StepOp.Read or StepOp.ReadReplacement
            or StepOp.ImportReplacement or StepOp.DiscardReplaced or StepOp.RemovePendingReplace))
        {
            _changes.AddOrUpdate(StepOps.Name(op), 1, static (_, count) => count + 1);
        }
    }

    /// <summary>Does work in one of the slots; false when the operation stopped before or in it.</summary>
    public async Task<bool> InSlotAsync(Func<Task> work)
    {
        try
        {
            await Slots.WaitAsync(Stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            ThrowIfStopping();
            await work();
            return true;
        }
        catch (OperationStoppedException)
        {
            // Reported by whoever stopped.
            return false;
        }
        finally
        {
            Slots.Release();
        }
    }

    public DateTimeOffset Now => request.TimeProvider.GetUtcNow();

    public void Send(EngineEvent engineEvent) => request.Events.Send(engineEvent);

    /// <summary>Ends the row of a failed step; in a preview the error alone says so.</summary>
    public void SendFailed(Step step, ResourceState? result)
    {
        if (!Preview)
        {
            Send(new ResourceFailedEvent(step.Metadata(result)));
        }
    }

    public void Report(string urn, string severity, string message) =>
        Send(new DiagnosticEvent(urn, severity, message.TrimEnd('\n'), Ephemeral: false));

    /// <summary>The operation is lost; steps in flight may finish.</summary>
    public void Stop()
    {
        MarkFailed();
        _stopping.Cancel();
    }

    /// <summary>The operation fails in the end, but goes on for now.</summary>
    public void MarkFailed() => Volatile.Write(ref _failed, 1);

    /// <summary>A step failed: says why, and stops.</summary>
    public void FailStep(string urn, string message)
    {
        FailStepAlone(urn, message);
        Stop();
    }

    /// <summary>The same for a step whose failure does not hinder others.</summary>
    public void FailStepAlone(string urn, string message)
    {
        Volatile.Write(ref _stepFailed, 1);
        Report(urn, "error", Preview ? $"Preview failed: {message}" : message);
        MarkFailed();
    }

    /// <summary>Something other than a step failed: says why, and ends this flow.</summary>
    public OperationStoppedException Fail(string urn, string message)
    {
        Report(urn, "error", message);
        Stop();
        return new OperationStoppedException();
    }

    public void ThrowIfStopping()
    {
        terminate.ThrowIfCancellationRequested();
        if (Stopping.IsCancellationRequested)
        {
            throw new OperationStoppedException();
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        Slots.Dispose();
    }
}

/// <summary>This flow must end: a step failed or the user cancelled, here or elsewhere, and the user knows already.</summary>
internal sealed class OperationStoppedException : Exception;
