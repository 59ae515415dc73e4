// A plugin that misbehaves on demand: it stands between an engine and the real plugin, passes every call on, and does what Switches say.
using System.Runtime.InteropServices;
using HarnessCollab.FaultPlugin;

var switches = Switches.FromEnvironment();
switch (switches.Start)
{
    case "silent":
        await Console.Error.WriteLineAsync("thinking");
        await Task.Delay(Timeout.Infinite);
        break;
    case "garbage":
        Console.WriteLine("hello from the plugin");
        break;
    case "exit":
        await Console.Error.WriteLineAsync("cannot go on");
        return 134;
}

using var interrupt = switches.Deaf ? PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true) : null;
using var plugin = await RealPlugin.StartAsync(switches.Plugin, args);
await using var relay = await Relay.StartAsync(plugin, new FaultPoint(switches, plugin.ProcessId), switches.Deaf);
Console.WriteLine(relay.Port);
return await plugin.ExitedAsync();
