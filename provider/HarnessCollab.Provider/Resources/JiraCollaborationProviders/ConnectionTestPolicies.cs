using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.ConnectionTestDeclaration;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>When a test runs.</summary>
internal enum TestPhase
{
    Preview,
    Apply,
    Refresh,
}

/// <summary>Which policy counts: the environment, else the resource, else the provider's defaults, else the built-in ones.</summary>
/// <param name="environment">The policies the environment sets; only valid words.</param>
/// <param name="defaults">The provider's <c>connectionTest</c>.</param>
internal sealed class ConnectionTestPolicies(IReadOnlyDictionary<TestPhase, string> environment, PropertyMap defaults)
{
    public static string VariableOf(TestPhase phase) => PropertyOf(phase).EnvironmentVariable!;

    public static Property<string> PropertyOf(TestPhase phase) => phase switch
    {
        TestPhase.Preview => Preview,
        TestPhase.Apply => Apply,
        _ => ConnectionTestDeclaration.Refresh,
    };

    /// <param name="ofResource">The resource's <c>connectionTest</c>; may hold unknowns.</param>
    /// <returns>off, warn or enforce; unknown when the resource's own is not known yet.</returns>
    public Planned<string> Of(TestPhase phase, PropertyMap ofResource)
    {
        if (environment.TryGetValue(phase, out var forced))
        {
            return Planned<string>.Known(forced);
        }

        var property = PropertyOf(phase);
        var own = property.Read(ofResource);
        return own.IsAbsent
            ? Planned<string>.Known(property.Read(defaults).Or(null) ?? (phase == TestPhase.Refresh ? Warn : Enforce))
            : own;
    }

    public TimeSpan Timeout(PropertyMap ofResource) =>
        TimeSpan.FromSeconds(TimeoutSeconds.Read(ofResource).Or(0) is > 0 and var own
            ? own
            : TimeoutSeconds.Read(defaults).Or(0) is > 0 and var shared ? shared : DefaultTimeout);
}
