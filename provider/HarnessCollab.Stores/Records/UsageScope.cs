namespace HarnessCollab.Stores;

/// <summary>
/// Where a secret may be used. A provider has no scope of its own: it inherits its secret's, live. The cases are closed; today
/// there is one, and stores that scope by account, organisation and project add theirs beside it.
/// </summary>
public abstract record UsageScope
{
    private UsageScope()
    {
    }

    /// <summary>All applications in all environments.</summary>
    public static UsageScope All { get; } = new ApplicationEnvironments(ScopeNames.All, ScopeNames.All);

    /// <summary>Whether work for this application in this environment may use the secret.</summary>
    public abstract bool Covers(string application, string environment);

    /// <summary>The chosen applications, each in the chosen environments.</summary>
    public sealed record ApplicationEnvironments(ScopeNames Applications, ScopeNames Environments) : UsageScope
    {
        /// <inheritdoc/>
        public override bool Covers(string application, string environment) =>
            Applications.Covers(application) && Environments.Covers(environment);

        /// <inheritdoc/>
        public override string ToString() => $"applications: {Applications}; environments: {Environments}";
    }
}
