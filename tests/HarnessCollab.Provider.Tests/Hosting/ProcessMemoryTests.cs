using HarnessCollab.Provider.Hosting;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Hosting;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void Memory_is_closed_and_opened_again()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux has this.");
        }

        ProcessMemory.SetClosed(true);
        var closed = ProcessMemory.IsClosed;
        ProcessMemory.SetClosed(false);

        Assert.True(closed);
        Assert.False(ProcessMemory.IsClosed);
    }

    [Fact]
    public async Task Only_the_native_plugin_is_closed_to_its_own_user()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has this.");
        using var folder = new TempFolder();
        // Root may read everything: then both are another user.
        string[] As(params string[] command) => Environment.IsPrivilegedProcess ? OtherUser.Command(OtherUser.Id, command) : command;
        var start = As(Artifacts.Plugin);
        await using var plugin = ChildProcess.Start(start[0], start[1..], "/", new Dictionary<string, string?> { ["HOME"] = folder.Path });
        await plugin.FirstLineAsync();

        var open = As("/bin/head", "-c", "1", $"/proc/{plugin.Id}/environ");
        var reading = await ChildProcess.RunAsync(open[0], open[1..], environment: new Dictionary<string, string?> { ["LC_ALL"] = "C" });

        // From source it can be debugged.
        var isNative = !File.Exists(Path.ChangeExtension(Artifacts.Plugin, "dll")) && !File.Exists($"{Artifacts.Plugin}.dll");
        Assert.Equal(isNative, reading.Errors.Contains("Permission denied", StringComparison.Ordinal));
    }
}
