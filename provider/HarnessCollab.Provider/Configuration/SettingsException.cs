using Grpc.Core;

namespace HarnessCollab.Provider.Configuration;

/// <summary>The configuration cannot be used. Contains every reason as one text.</summary>
/// <param name="problems">All problems, including missing settings.</param>
/// <param name="missing">The missing settings, if they are the only problems: the engine then prints the commands that set them.</param>
internal sealed class SettingsException(ImmutableArray<string> problems, ImmutableArray<MissingSetting> missing)
    : Exception(string.Join('\n', problems))
{
    public const StatusCode Status = StatusCode.InvalidArgument;

    public ImmutableArray<string> Problems { get; } = problems;

    public ImmutableArray<MissingSetting> Missing { get; } = missing;
}

/// <summary>A required setting that is missing.</summary>
/// <param name="Property">The setting.</param>
/// <param name="Why">What it is for: a complete sentence that says where to get it.</param>
internal sealed record MissingSetting(Property Property, string Why)
{
    /// <summary>The config key, in the form for the engine's hint.</summary>
    public string Key => PackageInfo.ConfigKey(Property.Name);

    /// <summary>The command that sets it. The engine's own hint omits <c>--secret</c>.</summary>
    public string Command => $"pulumi config set {(Property.Secret ? "--secret " : "")}{Key}";

    /// <summary>What it is for, and the two ways to set it.</summary>
    public string Description => $"{Why} Set it with '{Command}', or in the environment as {Property.EnvironmentVariable}.";
}
