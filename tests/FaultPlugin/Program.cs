// A plugin that misbehaves on demand: it stands between an engine and the real plugin, passes every call on, and does what Switches say.
using System.Runtime.InteropServices;
using HarnessCollab.FaultPlugin;

var switches = Switches.FromEnvironment();
switch (switches.Start)
{
    case "garbage":
        Console.WriteLine("hello from the plugin");
        break;
    case "exit":
        await Console.Error.WriteLineAsync("cannot go on");
        return 134;
}

List<PosixSignal> deafTo = switches.Deaf ? [PosixSignal.SIGINT, PosixSignal.SIGTERM] : [];
var ignored = deafTo.ConvertAll(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true));
var fault = new FaultPoint(switches);
await using var silence = await fault.PassAsync("Start.before");
using var plugin = await RealPlugin.StartAsync(switches.Plugin, args);
fault.RealPlugin = plugin.ProcessId;
await using var relay = await Relay.StartAsync(plugin, fault, switches.Deaf);
Console.WriteLine(relay.Port);
var code = await plugin.ExitedAsync();
await (switches.Deaf ? Task.Delay(Timeout.Infinite) : Task.CompletedTask);
// At once, though a call may be held.
ignored.ForEach(signal => signal.Dispose());
Environment.Exit(code);
return code;
