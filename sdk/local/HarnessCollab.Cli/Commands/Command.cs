using HarnessCollab.Cli.Arguments;

namespace HarnessCollab.Cli.Commands;

/// <summary>A verb: its name (one or two words), options, help line, and what it does; the result is the exit code.</summary>
internal sealed record Command(string Name, string Help, IReadOnlyList<OptionSpec> Options, Func<Invocation, Task<int>> RunAsync)
{
    public Command(string name, string help, IReadOnlyList<OptionSpec> options, Func<Invocation, int> run)
        : this(name, help, options, call => Task.FromResult(run(call)))
    {
    }
}
