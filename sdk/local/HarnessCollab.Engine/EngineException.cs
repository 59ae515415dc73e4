namespace HarnessCollab.Engine;

/// <summary>An error whose text is fit for the user: <c>collab</c> prints <c>error: TEXT</c> and exits with <see cref="ExitCode"/>.</summary>
public sealed class EngineException(string message, int exitCode = 1, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;
}
