namespace HarnessCollab.Engine;

/// <summary>
/// An error of the user's, or of something that the user can mend: <c>collab</c> prints <c>error: TEXT</c> and exits with <see cref="ExitCode"/>.
/// The refusal of a provider is a subclass; every other exception is a defect of ours.
/// </summary>
public class EngineException(string message, int exitCode = 1, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;
}
