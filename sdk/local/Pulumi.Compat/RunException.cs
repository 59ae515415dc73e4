namespace Pulumi;

/// <summary>A failure whose message says everything: it is shown without a stack.</summary>
/// <param name="message">What the user reads.</param>
/// <param name="innerException">The cause.</param>
public class RunException(string message, Exception? innerException = null) : Exception(message, innerException);
