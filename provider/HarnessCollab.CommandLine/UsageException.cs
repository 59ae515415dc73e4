namespace HarnessCollab.CommandLine;

/// <summary>A command line is not valid. No message repeats a value, which could be a secret.</summary>
public sealed class UsageException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public UsageException(string problem)
        : this([problem])
    {
    }

    /// <summary>All mistakes, so that the user can correct them together.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;

    /// <summary>The usage line; empty if the catcher knows it.</summary>
    public string Usage { get; init; } = "";
}
