using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Commands;

/// <summary>What a command needs from its process.</summary>
internal sealed record CommandContext(IProcessEnvironment Environment, TimeProvider Time, CommandConsole Console)
{
    public static CommandContext OfProcess()
    {
        var environment = new ProcessEnvironment();
        return new CommandContext(environment, TimeProvider.System, CommandConsole.OfProcess(environment));
    }
}
