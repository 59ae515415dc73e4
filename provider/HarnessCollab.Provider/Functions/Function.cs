using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Functions;

/// <summary>One function of the package: its declaration and its implementation.</summary>
internal abstract class Function
{
    /// <summary>The name after the module: <c>getJiraCollaborationProvider</c>.</summary>
    public abstract string Name { get; }

    public string Token => $"{PackageInfo.Name}:index:{Name}";

    public abstract PropertySet Arguments { get; }

    public abstract PropertySet Results { get; }

    /// <param name="arguments">The checked arguments. They may be incomplete if <paramref name="problems"/> already has entries; then the function
    /// is not run.</param>
    public abstract Task<PropertyMap> InvokeAsync(PropertyMap arguments, CheckProblems problems, Operation operation);
}
