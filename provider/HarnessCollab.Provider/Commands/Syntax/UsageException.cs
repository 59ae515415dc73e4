namespace HarnessCollab.Provider.Commands.Syntax;

/// <summary>A command was called wrongly. The message repeats no argument that could be a secret.</summary>
internal sealed class UsageException(string problem) : Exception(problem)
{
    /// <summary>How it is called, for the person who reads the message.</summary>
    public string Usage { get; set; } = "";
}
