using Grpc.Core;

namespace HarnessCollab.Provider.Diagnostics;

/// <summary>
/// An operation that cannot be done, for a reason that lies outside the plugin. The message is shown to users: it begins with the
/// code, says what happened, where, and what to do, and never holds a secret.
/// </summary>
internal sealed class PluginException : Exception
{
    public PluginException(string code, string problem, StatusCode status, Exception? cause = null)
        : base($"{code}: {problem}", cause)
    {
        Code = code;
        Status = status;
    }

    public string Code { get; }

    public StatusCode Status { get; }
}
