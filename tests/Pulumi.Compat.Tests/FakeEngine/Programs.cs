using System.Text.Json;

namespace Pulumi.Compat.Tests.FakeEngine;

/// <summary>Runs programs in this process against a fake engine, by what the package has as well.</summary>
internal static class Programs
{
    /// <summary>Far more than any test needs; only a hang reaches it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // A program reads the environment once, when it starts.
    private static readonly SemaphoreSlim Starting = new(1);

    public static Task<int> RunAsync(this EngineServer server, Action program, params (string Key, string Value)[] config) =>
        server.RunAsync(
            () =>
            {
                program();
                return [];
            },
            config);

    public static Task<int> RunAsync(
        this EngineServer server, Func<Dictionary<string, object?>> program, params (string Key, string Value)[] config) =>
        server.RunAsync(() => Task.FromResult(program()), config);

    public static Task<int> RunAsync(
        this EngineServer server, Func<Task<Dictionary<string, object?>>> program, params (string Key, string Value)[] config) =>
        StartAsync(() => Deployment.RunAsync(async () => (IDictionary<string, object?>)await program()), server.Environment(config));

    public static Task<int> RunStackAsync<TStack>(this EngineServer server)
        where TStack : Stack, new() => StartAsync(Deployment.RunAsync<TStack>, server.Environment());

    /// <summary>What an engine tells a program.</summary>
    public static Dictionary<string, string> Environment(this EngineServer server, params (string Key, string Value)[] config) => new()
    {
        ["PULUMI_MONITOR"] = server.Address,
        ["PULUMI_ENGINE"] = server.Address,
        ["PULUMI_PROJECT"] = server.Project,
        ["PULUMI_STACK"] = "dev",
        ["PULUMI_DRY_RUN"] = server.IsDryRun ? "true" : "false",
        ["PULUMI_QUERY_MODE"] = "false",
        ["PULUMI_PARALLEL"] = "16",
        ["PULUMI_CONFIG"] = JsonSerializer.Serialize(config.ToDictionary(entry => entry.Key, entry => entry.Value)),
    };

    /// <summary>Starts a program with these variables, and waits for its end.</summary>
    public static async Task<int> StartAsync(Func<Task<int>> run, Dictionary<string, string> environment)
    {
        Task<int> running;
        await Starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            foreach (var (name, value) in environment)
            {
                System.Environment.SetEnvironmentVariable(name, value);
            }

            // In a flow of its own: a deployment belongs to the code that runs inside it.
            running = await Task.Factory.StartNew(run, TestContext.Current.CancellationToken, TaskCreationOptions.None, TaskScheduler.Default);
        }
        finally
        {
            Starting.Release();
        }

        return await running.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }
}
