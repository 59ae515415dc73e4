using System.Collections.Immutable;
using Grpc.Core;

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
