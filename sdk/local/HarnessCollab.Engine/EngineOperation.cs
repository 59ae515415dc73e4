namespace HarnessCollab.Engine;

/// <summary>Runs operations: the one way into the engine.</summary>
public static class EngineOperation
{
    private static readonly string[] Refused = ["pulumi:autonaming", "pulumi:disable-default-providers"];

    /// <summary>
    /// Runs one operation to its end. <paramref name="gracefulCancel"/> starts no new step, lets those in flight finish and ends as failed;
    /// <paramref name="terminate"/> abandons them, which leaves pending operations.
    /// </summary>
    /// <exception cref="EngineException">The operation could not even begin.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="terminate"/> was signalled.</exception>
    public static Task<OperationResult> RunAsync(OperationRequest request, CancellationToken gracefulCancel, CancellationToken terminate)
    {
        if (Refused.FirstOrDefault(request.Config.ContainsKey) is { } setting)
        {
            throw new EngineException($"the setting {setting} is not supported by collab; use the Pulumi CLI for this stack, or remove the setting");
        }

        return new Operation(request, gracefulCancel, terminate).RunAsync();
    }
}
