using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Hosting;

/// <summary>The plugin's port is on loopback, where every user of the machine reaches it. It serves its own and root.</summary>
public sealed class StrangerTests : IDisposable
{
    private const int Root = 0;
    private const int Third = OtherUser.Id - 1;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Root, OtherUser.Id, false)]
    [InlineData(Root, Root, true)]
    [InlineData(OtherUser.Id, Third, false)]
    [InlineData(OtherUser.Id, OtherUser.Id, true)]
    [InlineData(OtherUser.Id, Root, true)]
    public async Task Another_user_is_not_served(int owner, int user, bool isServed)
    {
        Assert.SkipWhen(OtherUser.Missing is not null, OtherUser.Missing ?? "");
        // A home of its own: .NET looks for its diagnostics there.
        var command = OtherUser.Command(owner, Artifacts.Plugin);
        await using var plugin = ChildProcess.Start(command[0], command[1..], "/", new Dictionary<string, string?> { ["HOME"] = _folder.Path });
        var port = await plugin.FirstLineAsync();

        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(isServed, await OtherUser.IsServedAsync(port, user));
        }

        // Told once, whoever knocks how often.
        plugin.Kill();
        Assert.Equal(
            isServed ? "" : "HC5023: another user of this machine connected to the plugin, and was refused.\n", (await plugin.WaitAsync()).Errors);
    }

    [Fact]
    public async Task Our_own_calls_are_served_beside_a_stranger()
    {
        Assert.SkipWhen(OtherUser.Missing is not null, OtherUser.Missing ?? "");
        _folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        await using var plugin = await PluginProcess.StartAsync(_folder.Path);

        Assert.False(await OtherUser.IsServedAsync(plugin.Process.Output.Trim(), OtherUser.Id));

        await plugin.ConfigureAsync();
        Assert.NotEqual("", await plugin.VersionAsync());
    }
}
