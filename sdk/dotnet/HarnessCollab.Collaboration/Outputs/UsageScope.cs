using Pulumi;

namespace HarnessCollab.Collaboration.Outputs;

/// <summary>Where an encrypted text, and every Jira account that uses it, may be used.</summary>
[OutputType]
public sealed class UsageScope
{
    /// <summary>Harness store: the account. Default, and the only one possible: the provider's.</summary>
    public readonly string? Account;

    /// <summary>The applications that may use it.</summary>
    public readonly Outputs.UsageScopeSelection? Applications;

    /// <summary>The environments in which it may be used.</summary>
    public readonly Outputs.UsageScopeSelection? Environments;

    /// <summary>Harness store: the organisation; if left out, the whole account.</summary>
    public readonly string? Org;

    /// <summary>Harness store: the project of that organisation; if left out, the whole organisation.</summary>
    public readonly string? Project;

    [OutputConstructor]
    private UsageScope(
        string? account,
        Outputs.UsageScopeSelection? applications,
        Outputs.UsageScopeSelection? environments,
        string? org,
        string? project)
    {
        Account = account;
        Applications = applications;
        Environments = environments;
        Org = org;
        Project = project;
    }
}
