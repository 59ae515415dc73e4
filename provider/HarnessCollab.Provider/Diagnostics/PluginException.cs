using Grpc.Core;

namespace HarnessCollab.Provider.Diagnostics;

/// <summary>
/// An operation cannot be done, for a reason outside the plugin. Users see the message: it begins with the code, says what happened, where, and what
/// to do, and never contains a secret.
/// </summary>
internal sealed class PluginException : Exception
{
    public PluginException(string code, string problem, Exception? cause = null)
        : base($"{code}: {problem}", cause) => (Code, Status) = (code, StatusOf(code));

    /// <summary>All problems with a request, one on each line, for calls whose protocol has no field for problems.</summary>
    public PluginException(CheckProblems problems)
        : base(string.Join('\n', problems.All.Select(problem => problem.Text))) =>
        (Code, Status) = (problems.All[0].Text.Split(':')[0], StatusCode.InvalidArgument);

    public string Code { get; }

    /// <summary>The status of the call; follows from the code, except where the same code has two causes.</summary>
    public StatusCode Status { get; init; }

    private static StatusCode StatusOf(string code) => code switch
    {
        ErrorCodes.MalformedRequest or ErrorCodes.UnknownToken or ErrorCodes.NotAnId or ErrorCodes.UnknownBeforeUpdate => StatusCode.InvalidArgument,
        ErrorCodes.DisplayNameTaken or ErrorCodes.EncryptedTextNameTaken => StatusCode.AlreadyExists,
        ErrorCodes.NotFound or ErrorCodes.GoneBeforeUpdate or ErrorCodes.EncryptedTextNotFound => StatusCode.NotFound,
        _ => StatusCode.FailedPrecondition,
    };
}
