using HarnessCollab.Cli.Arguments;

namespace HarnessCollab.Cli.Commands;

/// <summary>A verb: its name (one or two words), help line, how many operands and which options it has, and what it does; the result is the exit code.</summary>
internal sealed record Command(string Name, string Help, int Operands, IReadOnlyList<OptionSpec> Options, Func<Invocation, Task<int>> RunAsync)
{
    public Command(string name, string help, int operands, IReadOnlyList<OptionSpec> options, Func<Invocation, int> run)
        : this(name, help, operands, options, call => Task.FromResult(run(call)))
    {
    }
}
