namespace Pulumi;

/// <summary>A failure whose message is enough for the user: it is shown without a stack trace.</summary>
/// <param name="message">What the user reads.</param>
/// <param name="innerException">The cause.</param>
public class RunException(string message, Exception? innerException = null) : Exception(message, innerException);
