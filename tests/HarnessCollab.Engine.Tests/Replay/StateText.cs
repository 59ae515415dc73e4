using System.Text;
using System.Text.RegularExpressions;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Tests.Replay;

/// <summary>States as texts that can be compared: secrets in clear, without times and made-up ids.</summary>
internal static partial class StateText
{
    public static IEnumerable<string> Of(IEnumerable<ResourceState> resources) => resources
        .Select(state => state with { Created = null, Modified = null })
        .Select(state => WithoutGuids(Encoding.UTF8.GetString(ResourceJson.Bytes(state, SecretForms.Bare))))
        .Order(StringComparer.Ordinal);

    public static string WithoutGuids(string text) => Guid().Replace(text, "GUID");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guid();
}
