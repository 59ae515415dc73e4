using Grpc.Core;

namespace HarnessCollab.Provider.Diagnostics;

/// <summary>
/// An operation cannot be done, for a reason outside the plugin. Users see the message: it begins with the code, says what happened, where, and what
/// to do, and never contains a secret.
/// </summary>
internal sealed class PluginException : Exception
{
    public PluginException(string code, string problem, StatusCode status, Exception? cause = null)
        : base($"{code}: {problem}", cause)
    {
        Code = code;
        Status = status;
    }

    /// <summary>All problems with a request, one on each line, for calls whose protocol has no field for problems.</summary>
    public PluginException(CheckProblems problems)
        : base(string.Join('\n', problems.All.Select(problem => problem.Text)))
    {
        Code = problems.All[0].Text.Split(':')[0];
        Status = StatusCode.InvalidArgument;
    }

    public string Code { get; }

    public StatusCode Status { get; }
}
