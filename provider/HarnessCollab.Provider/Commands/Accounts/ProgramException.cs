namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>A program cannot be started.</summary>
/// <param name="problem">What is wrong with it; arguments are not repeated.</param>
/// <param name="exitCode">126 or 127, as shells say it.</param>
internal sealed class ProgramException(string problem, int exitCode) : Exception(problem)
{
    public int ExitCode { get; } = exitCode;
}
