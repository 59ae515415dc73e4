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
    public async Task The_native_plugin_cannot_be_dumped_or_traced()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("HARNESSCOLLAB_PLUGIN") is null || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Needs the native plugin on Linux (HARNESSCOLLAB_PLUGIN), and a user who may not read everything.");
        }

        using var folder = new TempFolder();
        await using var plugin = ChildProcess.Start(Artifacts.Plugin, [], folder.Path);
        await plugin.FirstLineAsync();

        Assert.Throws<UnauthorizedAccessException>(() => File.OpenRead($"/proc/{plugin.Id}/mem"));
    }
}
