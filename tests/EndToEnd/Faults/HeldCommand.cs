using System.Globalization;
using System.Net.Sockets;
using HarnessCollab.Testing;

namespace HarnessCollab.EndToEnd.Faults;

/// <summary>A command whose plugin waits at a certain moment of a call.</summary>
public sealed class HeldCommand : IAsyncDisposable
{
    private readonly TcpClient _plugin;
    private readonly StreamReader _reader;
    private int[] _plugins = [];

    private HeldCommand(ChildProcess command, TcpClient plugin)
    {
        Command = command;
        _plugin = plugin;
        _reader = new StreamReader(plugin.GetStream());
    }

    public ChildProcess Command { get; }

    public static async Task<HeldCommand> AtAsync(ChildProcess command, TcpClient plugin)
    {
        var held = new HeldCommand(command, plugin);
        var line = await held._reader.ReadLineAsync().WaitAsync(TestTimeouts.Patience) ?? "";
        held._plugins = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        return held;
    }

    /// <summary>Lets the plugin go on.</summary>
    public async Task GoAsync() => await _plugin.GetStream().WriteAsync("go\n"u8.ToArray());

    /// <summary>Lets the answer out while the engine cannot take it.</summary>
    public async Task AnswerUnheardAsync()
    {
        Processes.Signal(Command.Id, Processes.Stop);
        await GoAsync();
        Assert.Equal("done", await _reader.ReadLineAsync().WaitAsync(TestTimeouts.Patience));
    }

    /// <summary>kill -9 of the plugin; an engine that was stopped goes on.</summary>
    public void KillPlugin()
    {
        foreach (var process in _plugins)
        {
            Processes.Signal(process, Processes.Kill);
        }

        Processes.Signal(Command.Id, Processes.Continue);
    }

    /// <summary>kill -9 of the engine.</summary>
    public async Task KillEngineAsync()
    {
        Processes.Signal(Command.Id, Processes.Kill);
        await Command.WaitAsync();
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Processes.Signal(Command.Id, Processes.Interrupt);

    public async ValueTask DisposeAsync()
    {
        _plugin.Dispose();
        await Command.DisposeAsync();
    }
}
