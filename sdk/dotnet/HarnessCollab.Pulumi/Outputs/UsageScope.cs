using global::Pulumi;

namespace HarnessCollab.Pulumi.Outputs;

/// <summary>Where something may be used: in applications and environments, or (Harness store) in an account, organisation or project.</summary>
[OutputType]
public sealed class UsageScope
{
    /// <summary>The applications.</summary>
    public readonly UsageScopeSelection? Applications;

    /// <summary>The environments.</summary>
    public readonly UsageScopeSelection? Environments;

    /// <summary>Harness store: the account.</summary>
    public readonly string? Account;

    /// <summary>Harness store: the organisation; without one, the whole account.</summary>
    public readonly string? Org;

    /// <summary>Harness store: the project of that organisation; without one, the whole organisation.</summary>
    public readonly string? Project;

    [OutputConstructor]
    private UsageScope(
        UsageScopeSelection? applications,
        UsageScopeSelection? environments,
        string? account,
        string? org,
        string? project)
    {
        Applications = applications;
        Environments = environments;
        Account = account;
        Org = org;
        Project = project;
    }
}
