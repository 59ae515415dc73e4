using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>What the engine tells a program through its environment.</summary>
internal sealed record DeploymentSettings
{
    /// <summary>Address of the engine's monitor, <c>host:port</c>.</summary>
    public required string Monitor { get; init; }

    /// <summary>Address of the engine's log, <c>host:port</c>.</summary>
    public required string Engine { get; init; }

    public required string Project { get; init; }

    public required string Stack { get; init; }

    public string Organization { get; init; } = "organization";

    public string? RootDirectory { get; init; }

    /// <summary>True in a preview: what is not known yet stays unknown.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>By <c>namespace:key</c>; secrets in clear.</summary>
    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <exception cref="InvalidOperationException">The program was not started by an engine.</exception>
    public static DeploymentSettings FromEnvironment()
    {
        return new()
        {
            Monitor = Require("PULUMI_MONITOR"),
            Engine = Require("PULUMI_ENGINE"),
            Project = Require("PULUMI_PROJECT"),
            Stack = Require("PULUMI_STACK"),
            Organization = Find("PULUMI_ORGANIZATION") ?? "organization",
            RootDirectory = Find("PULUMI_ROOT_DIRECTORY"),
            IsDryRun = RequireBool("PULUMI_DRY_RUN"),
            Config = ReadConfig(Find("PULUMI_CONFIG")),
        };

        string? Find(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

        string Require(string name) => Find(name) ?? throw NotStartedByEngine(name);

        bool RequireBool(string name) => bool.TryParse(Require(name), out var value) ? value : throw NotStartedByEngine(name);
    }

    // The value may name the namespace twice: older engines write ns:config:key for ns:key.
    private static ImmutableDictionary<string, string> ReadConfig(string? json)
    {
        if (json is null)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToImmutableDictionary(
            entry => entry.Name.Split(':') is [var space, "config", .. var key] ? $"{space}:{string.Join(':', key)}" : entry.Name,
            entry => entry.Value.ToString());
    }

    private static InvalidOperationException NotStartedByEngine(string name) => new(
        $"This is a Pulumi program, and {name} is not set: no engine started it. "
        + "Run it with the CLI: 'collab up' or 'pulumi up' in the folder of Pulumi.yaml.");
}
