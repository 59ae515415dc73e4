namespace HarnessCollab.CommandLine;

/// <summary>A command was called wrongly. No text repeats a value, which could be a secret.</summary>
public sealed class UsageException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public UsageException(string problem)
        : this([problem])
    {
    }

    /// <summary>All that is wrong, so that it can be put right at once.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;

    /// <summary>How it is called; empty where that is known to who catches this.</summary>
    public string Usage { get; init; } = "";
}
