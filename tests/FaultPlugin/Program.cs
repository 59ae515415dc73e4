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

using var interrupt = switches.Deaf ? PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true) : null;
var fault = new FaultPoint(switches);
await using var silence = await fault.PassAsync("Start.before");
using var plugin = await RealPlugin.StartAsync(switches.Plugin, args);
fault.RealPlugin = plugin.ProcessId;
await using var relay = await Relay.StartAsync(plugin, fault, switches.Deaf);
Console.WriteLine(relay.Port);
var code = await plugin.ExitedAsync();
await (switches.Deaf ? Task.Delay(Timeout.Infinite) : Task.CompletedTask);
// At once, though a call may be held.
Environment.Exit(code);
return code;
