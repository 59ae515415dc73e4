using System.Collections.Immutable;
using HarnessCollab.Settings;

namespace HarnessCollab.Engine.Plugins;

/// <summary>Where a plugin's process runs and which variables it sees.</summary>
internal sealed record PluginEnvironment(string WorkingDirectory, ImmutableDictionary<string, string> Variables)
{
    /// <summary>
    /// The caller's environment, with project and the package's own configuration (values as text, secrets in clear, as the Pulumi CLI does).
    /// </summary>
    public static PluginEnvironment For(OperationRequest request, string package) => new(
        request.ProgramDirectory,
        // Which command line the reader of a plugin's messages has.
        request.Environment.SetItem("HARNESSCOLLAB_STARTED_BY", "collab").SetItem("PULUMI_PROJECT", request.Project)
            .SetItem("PULUMI_CONFIG", ToJson(ConfigOf(request, package))));

    /// <summary>The settings of one namespace, by bare key.</summary>
    public static IEnumerable<KeyValuePair<string, ConfigValue>> ConfigOf(OperationRequest request, string package) =>
        from entry in request.Config
        where entry.Key.StartsWith(package + ":", StringComparison.Ordinal)
        orderby entry.Key
        select KeyValuePair.Create(entry.Key[(package.Length + 1)..], entry.Value);

    internal static string ToJson(IEnumerable<KeyValuePair<string, ConfigValue>> config) =>
        JsonWriting.Text(writer => writer.Map(config, value => writer.WriteStringValue(value.Text)));
}
