using System.Text.RegularExpressions;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Tests.Replay;

/// <summary>States as texts that can be compared: secrets in clear, without times and made-up ids.</summary>
internal static partial class StateText
{
    // Properties that depend on nothing are listed or not; a refresh of the CLI drops them.
    public static IEnumerable<string> Of(IEnumerable<ResourceState> resources) => resources
        .Select(state => state with
        {
            Created = null, Modified = null, PropertyDependencies = state.PropertyDependencies.RemoveRange(state.PropertyDependencies.Where(entry => entry.Value.IsEmpty).Select(entry => entry.Key)),
        })
        .Select(state => WithoutGuids(ResourceJson.Text(state, SecretForms.Bare)))
        .Order(StringComparer.Ordinal);

    public static string WithoutGuids(string text) => Guid().Replace(text, "GUID");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guid();
}
