namespace Pulumi;

/// <summary>A message could not be sent to the engine.</summary>
public class LogException : Exception
{
    /// <param name="exception">The cause.</param>
    public LogException(Exception exception)
        : base($"A message could not be sent to the engine: {exception?.Message}", exception)
    {
    }
}
