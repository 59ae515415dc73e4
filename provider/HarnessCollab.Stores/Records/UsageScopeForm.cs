namespace HarnessCollab.Stores;

/// <summary>How a store says where a secret may be used.</summary>
public enum UsageScopeForm
{
    /// <summary><see cref="UsageScope.ApplicationEnvironments"/>.</summary>
    ApplicationsAndEnvironments,

    /// <summary><see cref="UsageScope.AccountOrgProject"/>: the scope is a part of the text's identity.</summary>
    AccountOrgProject,
}
