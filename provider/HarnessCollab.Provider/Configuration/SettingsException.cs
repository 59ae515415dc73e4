using System.Collections.Immutable;
using Grpc.Core;
using HarnessCollab.Provider.Declarations;

namespace HarnessCollab.Provider.Configuration;

/// <summary>The configuration cannot be used. Holds every reason, one text each.</summary>
/// <param name="problems">What is wrong, missing settings included.</param>
/// <param name="missing">The settings that are missing, when nothing else is wrong: the engine then prints the commands that set them.</param>
internal sealed class SettingsException(ImmutableArray<string> problems, ImmutableArray<MissingSetting> missing)
    : Exception(string.Join('\n', problems))
{
    public const StatusCode Status = StatusCode.InvalidArgument;

    public ImmutableArray<string> Problems { get; } = problems;

    public ImmutableArray<MissingSetting> Missing { get; } = missing;
}

/// <summary>A setting without which the provider cannot work.</summary>
/// <param name="Property">The setting.</param>
/// <param name="Why">What it is for; a whole sentence that says where to get it.</param>
internal sealed record MissingSetting(Property Property, string Why)
{
    /// <summary>The config key as the engine's hint must show it.</summary>
    public string Key => PackageInfo.ConfigKey(Property.Name);

    /// <summary>The command that sets it. The engine's own hint leaves <c>--secret</c> out.</summary>
    public string Command => $"pulumi config set {(Property.Secret ? "--secret " : "")}{Key}";

    /// <summary>What it is for, and both ways to give it.</summary>
    public string Description => $"{Why} Set it with '{Command}', or in the environment as {Property.EnvironmentVariable}.";
}
