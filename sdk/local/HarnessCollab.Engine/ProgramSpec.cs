using System.Collections.Immutable;

namespace HarnessCollab.Engine;

/// <summary>The program that registers the resources: <see cref="ProcessProgram"/>, or a delegate for tests.</summary>
public abstract record ProgramSpec
{
    private protected ProgramSpec()
    {
    }
}

/// <summary>A program in a process of its own. Its working directory is <see cref="OperationRequest.ProgramDirectory"/>.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">The arguments for a monitor that listens at the given <c>127.0.0.1:port</c> (the Node runner takes it as a flag; others read PULUMI_MONITOR).</param>
/// <param name="Environment">Additions to the environment; the variables of the Pulumi protocol are set by the engine.</param>
public sealed record ProcessProgram(
    string FileName, Func<string, ImmutableArray<string>> Arguments, ImmutableDictionary<string, string> Environment) : ProgramSpec;

/// <summary>A program inside this process: gets the monitor's <c>127.0.0.1:port</c>, returns an exit code.</summary>
public sealed record DelegateProgram(Func<string, CancellationToken, Task<int>> Run) : ProgramSpec;
