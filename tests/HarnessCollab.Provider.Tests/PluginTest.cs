using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Provider.Tests;

/// <summary>A test against the real plugin process, with a project folder and a SQLite store of its own.</summary>
public abstract class PluginTest(SandboxFixture sandbox) : IAsyncLifetime
{
    private readonly List<PluginProcess> _started = [];

    protected SandboxFixture Sandbox { get; } = sandbox;

    protected TempFolder Folder { get; } = new();

    protected PluginProcess Plugin => _started[0];

    /// <summary>What is said of the resource 'jira' when Jira does not take its token.</summary>
    protected static string TokenIsRefused =>
        $"HC4310: Jira Cloud refuses {JiraSandbox.User} with this token (401, AUTHENTICATED_FAILED): it is mistyped, expired, revoked, or "
        + "belongs to another e-mail address. (JiraCollaborationProvider 'jira', apiToken) Create a new API token at id.atlassian.com for "
        + "exactly that e-mail address (it is valid for at most 365 days).";

    protected string StorePath => Folder.Combine(".harnesscollab", "store.db");

    public virtual async ValueTask InitializeAsync()
    {
        Folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var plugin in _started)
        {
            await plugin.DisposeAsync();
        }

        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another process of the same plugin, as the engine starts for the next command.</summary>
    /// <param name="urn">The provider's own.</param>
    protected async Task<PluginProcess> StartAsync(
        PropertyMap? settings = null, IReadOnlyDictionary<string, string?>? environment = null, string urn = "")
    {
        var plugin = await PluginProcess.StartAsync(Folder.Path, environment);
        _started.Add(plugin);
        await plugin.ConfigureAsync(settings, urn);
        return plugin;
    }

    /// <summary>As <see cref="StartAsync"/>, for a stack that has been up before: its provider is in state.</summary>
    protected async Task<PluginProcess> StartKnownAsync()
    {
        var plugin = await PluginProcess.StartAsync(Folder.Path);
        _started.Add(plugin);
        await plugin.DiffConfigAsync();
        await plugin.ConfigureAsync();
        return plugin;
    }

    /// <summary>Checks and creates a resource in order.</summary>
    protected async Task<Known> CreatedAsync(string name = "jira", PropertyMap? inputs = null) =>
        await Plugin.CreateAsync(name, await Plugin.CheckedAsync(name, inputs ?? Sandbox.Good()));

    protected static async Task<RpcException> FailsAsync(Task call) => await Assert.ThrowsAsync<RpcException>(() => call);

    /// <summary>Changes or reads the store behind the plugin's back.</summary>
    protected object? Sql(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar();
    }

    protected int Rows() =>
        File.Exists(StorePath) ? Convert.ToInt32(Sql("select count(*) from jira_accounts_v1"), System.Globalization.CultureInfo.InvariantCulture) : 0;
}
