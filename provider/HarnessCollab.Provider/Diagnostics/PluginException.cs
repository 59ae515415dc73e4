using Grpc.Core;
using HarnessCollab.Provider.Declarations;

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

    /// <summary>All that is wrong with what was asked for, a line each, where the protocol has no place for problems.</summary>
    public PluginException(CheckProblems problems)
        : base(string.Join('\n', problems.All.Select(problem => problem.Text)))
    {
        Code = problems.All[0].Text.Split(':')[0];
        Status = StatusCode.InvalidArgument;
    }

    public string Code { get; }

    public StatusCode Status { get; }
}
