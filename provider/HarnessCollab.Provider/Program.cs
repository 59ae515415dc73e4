using HarnessCollab.Provider.Commands;
using HarnessCollab.Provider.Hosting;

ProcessMemory.CloseInNativeBinary();
var call = PluginArguments.Parse(args);
return call.Command.Count == 0
    ? await PluginHost.RunAsync(call, Console.Out)
    : await PluginCommands.RunAsync(call.Command, CommandContext.OfProcess());
