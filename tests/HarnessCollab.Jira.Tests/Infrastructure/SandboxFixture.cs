namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>One sandbox for a class of tests, which reset it.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    public SandboxProcess Cloud { get; private set; } = null!;

    public SandboxProcess DataCenter { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cloud = await SandboxProcess.StartAsync();
        DataCenter = await SandboxProcess.StartAsync("--flavour", "datacenter", "--user", "bot", "--context-path", "/jira", "--captcha-after", "0");
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        await DataCenter.DisposeAsync();
    }
}
