using System.Collections.Frozen;
using HarnessCollab.Provider.Functions;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider;

/// <summary>The resources and functions of the package. A new one is its own folder or file, and one line here.</summary>
internal static class Package
{
    public static IReadOnlyList<Resource> Resources { get; } =
    [
        new JiraCollaborationProvider(),
        new EncryptedText(),
    ];

    public static IReadOnlyList<Function> Functions { get; } =
    [
        new GetJiraCollaborationProvider(),
        new GetJiraCollaborationProviders(),
        new TestJiraConnection(),
    ];

    private static readonly FrozenDictionary<string, Resource> ResourcesByToken = Resources.ToFrozenDictionary(resource => resource.Token);

    private static readonly FrozenDictionary<string, Function> FunctionsByToken = Functions.ToFrozenDictionary(function => function.Token);

    /// <exception cref="PluginException">There is no resource of this type.</exception>
    public static Resource ResourceOf(string token) =>
        ResourcesByToken.GetValueOrDefault(token) ?? throw Unknown("resource type", token, ResourcesByToken.Keys);

    /// <exception cref="PluginException">There is no function with this name.</exception>
    public static Function FunctionOf(string token) =>
        FunctionsByToken.GetValueOrDefault(token) ?? throw Unknown("function", token, FunctionsByToken.Keys);

    private static PluginException Unknown(string kind, string token, IEnumerable<string> known) => new(
        ErrorCodes.UnknownToken,
        $"there is no {kind} {TextProblems.Quote(token)}; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
}
