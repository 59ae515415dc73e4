using Grpc.Core;

namespace Pulumi;

/// <summary>The engine answered a call with an error.</summary>
internal sealed class EngineCallException(string subject, RpcException refusal) : Exception($"{subject}: {refusal.Status.Detail}", refusal)
{
    /// <summary>
    /// True when the engine ends the run itself, as it does after a resource failed: it has told the user why, and the program has nothing to add.
    /// </summary>
    public bool EngineIsGone => refusal.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled && refusal.Status.DebugException is not HttpRequestException;
}
