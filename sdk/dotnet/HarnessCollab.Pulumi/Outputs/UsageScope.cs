using global::Pulumi;

namespace HarnessCollab.Pulumi.Outputs;

/// <summary>Where something may be used.</summary>
[OutputType]
public sealed class UsageScope
{
    /// <summary>The applications.</summary>
    public readonly UsageScopeSelection? Applications;

    /// <summary>The environments.</summary>
    public readonly UsageScopeSelection? Environments;

    [OutputConstructor]
    private UsageScope(
        UsageScopeSelection? applications,
        UsageScopeSelection? environments)
    {
        Applications = applications;
        Environments = environments;
    }
}
