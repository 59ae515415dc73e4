using HarnessCollab.Provider.Functions;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider;

/// <summary>What the package offers. A new resource or function is a folder or file of its own and one line here.</summary>
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
}
