using System.Text.Json;

namespace Pulumi;

/// <summary>What the engine tells a program through its environment.</summary>
/// <param name="Monitor">Address of the engine's monitor, <c>host:port</c>.</param>
/// <param name="Engine">Address of the engine's log, <c>host:port</c>.</param>
/// <param name="IsDryRun">True in a preview: values that are not known yet stay unknown.</param>
/// <param name="Config">The settings, by <c>namespace:key</c>; secrets in clear.</param>
internal sealed record DeploymentSettings(
    string Monitor, string Engine, string Project, string Stack, string Organization, string? RootDirectory, bool IsDryRun,
    IReadOnlyDictionary<string, string> Config)
{
    /// <exception cref="InvalidOperationException">The program was not started by an engine.</exception>
    public static DeploymentSettings FromEnvironment()
    {
        return new(
            Require("PULUMI_MONITOR"),
            Require("PULUMI_ENGINE"),
            Require("PULUMI_PROJECT"),
            Require("PULUMI_STACK"),
            Find("PULUMI_ORGANIZATION") ?? "organization",
            Find("PULUMI_ROOT_DIRECTORY"),
            bool.TryParse(Require("PULUMI_DRY_RUN"), out var isDryRun) ? isDryRun : throw NotStartedByEngine("PULUMI_DRY_RUN"),
            ReadConfig(Find("PULUMI_CONFIG") ?? "{}"));

        static string? Find(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

        static string Require(string name) => Find(name) ?? throw NotStartedByEngine(name);
    }

    // The value may contain the same key twice: older engines write ns:config:key instead of ns:key.
    private static Dictionary<string, string> ReadConfig(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(
            entry => entry.Name.Split(':') is [var space, "config", .. var key] ? $"{space}:{string.Join(':', key)}" : entry.Name,
            entry => entry.Value.ToString());
    }

    private static InvalidOperationException NotStartedByEngine(string name) => new(
        $"This is a Pulumi program, and {name} is not set: no engine started it. "
        + "Run it with the CLI: 'collab up' or 'pulumi up' in the folder of Pulumi.yaml.");
}
