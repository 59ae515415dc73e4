using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.ConnectionTestDeclaration;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>The operation in which a test runs.</summary>
internal enum TestPhase
{
    Preview,
    Apply,
    Refresh,
}

/// <summary>Selects the policy: from the environment, else from the resource, else the provider's default, else the built-in default.</summary>
/// <param name="environment">The policies that the environment sets; only valid words.</param>
/// <param name="defaults">The provider's <c>connectionTest</c>.</param>
internal sealed class ConnectionTestPolicies(IReadOnlyDictionary<Property<string>, string> environment, PropertyMap defaults)
{
    public static Property<string> PropertyOf(TestPhase phase) => phase switch
    {
        TestPhase.Preview => Preview,
        TestPhase.Apply => Apply,
        _ => ConnectionTestDeclaration.Refresh,
    };

    /// <summary>Whether delegates test all resources; a store without delegates cannot do that.</summary>
    public bool AskDelegates => Of(ConnectionTestDeclaration.Delegate, PropertyMap.Empty).Or(Off) != Off;

    /// <param name="policy">One of <see cref="ConnectionTestDeclaration.Policies"/>.</param>
    /// <param name="ofResource">The resource's <c>connectionTest</c>; can contain unknowns.</param>
    /// <returns>off, warn or enforce; unknown when the resource's own policy is not known yet.</returns>
    public Planned<string> Of(Property<string> policy, PropertyMap ofResource) =>
        environment.TryGetValue(policy, out var forced) ? Planned<string>.Known(forced)
        : policy.Read(ofResource) is { IsAbsent: false } own ? own
        : Planned<string>.Known(policy.Read(defaults).Or(null) ?? DefaultOf(policy));

    private static string DefaultOf(Property<string> policy) =>
        policy == ConnectionTestDeclaration.Delegate ? Off : policy == ConnectionTestDeclaration.Refresh ? Warn : Enforce;

    public TimeSpan Timeout(PropertyMap ofResource) =>
        TimeSpan.FromSeconds(TimeoutSeconds.Read(ofResource).Or(0) is > 0 and var own
            ? own
            : TimeoutSeconds.Read(defaults).Or(0) is > 0 and var shared ? shared : DefaultTimeout);
}
