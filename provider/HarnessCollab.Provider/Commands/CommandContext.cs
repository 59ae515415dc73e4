using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Commands;

/// <summary>What a command takes from the process it runs in.</summary>
internal sealed record CommandContext(IProcessEnvironment Environment, TimeProvider Time, CommandConsole Console)
{
    public static CommandContext OfProcess()
    {
        var environment = new ProcessEnvironment();
        return new CommandContext(environment, TimeProvider.System, CommandConsole.OfProcess(environment));
    }
}
