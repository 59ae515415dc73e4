using System.Net;
using System.Net.Sockets;
using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd.Faults;

/// <summary>A stack whose plugin misbehaves on demand (tests/FaultPlugin), and the processes that its commands started.</summary>
public sealed class FaultyStack : IAsyncDisposable
{
    private readonly string _cli;
    private readonly string _mark = $"FAULT_MARK={Guid.NewGuid():n}";
    private readonly TcpListener _control = new(IPAddress.Loopback, 0);

    public FaultyStack(string cli, StackFolder folder)
    {
        _cli = cli;
        Folder = folder;
        _control.Start();
        Set(_mark.Split('=')[0], _mark.Split('=')[1]);
        Set("FAULT_PLUGIN", Artifacts.Plugin);
    }

    public StackFolder Folder { get; }

    /// <summary>Whether a lock of the stack is there.</summary>
    public bool IsLocked => Directory.Exists(Folder.LockFolder) && Directory.EnumerateFiles(Folder.LockFolder).Any();

    /// <summary>Sets a variable of the next commands; null takes it away.</summary>
    public void Set(string variable, string? value) => Folder.Environment[variable] = value;

    /// <summary>Starts a command and waits until its plugin is at <paramref name="moment"/> and stays there.</summary>
    /// <param name="moment"><c>Method.before</c> or <c>Method.after</c> the plugin has done its work.</param>
    public async Task<HeldCommand> HoldAsync(string moment, params string[] arguments)
    {
        Set("FAULT_AT", moment);
        Set("FAULT_CONTROL", ((IPEndPoint)_control.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var command = Folder.Start(arguments);
        Set("FAULT_AT", null);
        Set("FAULT_CONTROL", null);
        using var patience = TestTimeouts.Source();
        var reached = _control.AcceptTcpClientAsync(patience.Token).AsTask();
        var ended = command.WaitAsync();
        if (await Task.WhenAny(reached, ended) == ended)
        {
            throw new InvalidOperationException($"The command ended before {moment}: {(await ended).All}");
        }

        return await HeldCommand.AtAsync(command, await reached);
    }

    public Task<CommandResult> UpAsync() => Folder.UpAsync();

    public async Task<CommandResult> UpSucceedsAsync()
    {
        var result = await UpAsync();
        Assert.True(result.ExitCode == 0, result.All);
        return result;
    }

    /// <summary>Exactly one row in the store, with one secret, and one resource in the state.</summary>
    public void AssertOneOfEach()
    {
        Assert.Equal(1, Folder.Rows());
        Assert.Equal(1L, Folder.Sql("select count(*) from encrypted_texts"));
        Assert.Single(Folder.State.Resources());
    }

    /// <summary>How the operations are called that the state has as pending.</summary>
    public IReadOnlyList<string?> Pending() => [.. Folder.State.PendingOperations().Select(operation => operation.GetProperty("type").GetString())];

    /// <summary>
    /// Waits until all that the commands started is gone. The real CLI leaves its language hosts behind when it is killed; of those nothing is asked.
    /// </summary>
    public Task NothingLeftAsync() =>
        Processes.NoneLeftAsync(_mark, command => _cli == "pulumi" && !command.Contains("pulumi-resource-", StringComparison.Ordinal));

    public ValueTask DisposeAsync()
    {
        foreach (var process in Processes.Marked(_mark))
        {
            Processes.Signal(process, Processes.Kill);
        }

        _control.Dispose();
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
