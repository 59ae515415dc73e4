using System.Collections.Immutable;

namespace Pulumi.Compat.Tests.FakeEngine;

/// <summary>Runs programs in this process against a fake engine.</summary>
internal static class Programs
{
    /// <summary>Far more than any test needs; only a hang reaches it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

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
        server.StartAsync(() => new Stack().RunProgram(async () => await program()), config);

    public static Task<int> RunStackAsync<TStack>(this EngineServer server)
        where TStack : Stack, new() => server.StartAsync(() => new TStack().RegisterProperties(), []);

    public static DeploymentSettings Settings(this EngineServer server, params (string Key, string Value)[] config) => new()
    {
        Monitor = server.Address,
        Engine = server.Address,
        Project = server.Project,
        Stack = "dev",
        IsDryRun = server.IsDryRun,
        Config = config.ToImmutableDictionary(entry => entry.Key, entry => entry.Value),
    };

    private static Task<int> StartAsync(this EngineServer server, Action start, (string Key, string Value)[] config) =>
        ProgramRunner.RunAsync(server.Settings(config), start).WaitAsync(Patience, TestContext.Current.CancellationToken);
}
