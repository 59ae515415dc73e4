namespace Pulumi;

/// <summary>A failure whose message says everything: it is shown without a stack.</summary>
public class RunException : Exception
{
    /// <param name="message">What the user reads.</param>
    public RunException(string message)
        : base(message)
    {
    }

    /// <param name="message">What the user reads.</param>
    /// <param name="innerException">The cause.</param>
    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>For output properties that are not of type <see cref="Output{T}"/>.</summary>
    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames) =>
        new($"These outputs are not of type Output<T>: {string.Join(", ", outputAttributeNames)}.");
}
