namespace HarnessCollab.Engine;

/// <summary>
/// A user's error, or an error that the user can repair: <c>collab</c> prints <c>error: TEXT</c> and exits with <see cref="ExitCode"/>.
/// The error of a provider is a subclass; every other exception is a bug in collab.
/// </summary>
public class EngineException(string message, int exitCode = 1, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;
}
