namespace HarnessCollab.Provider.Tests.Policy;

/// <summary>When a candidate is tested.</summary>
public enum Moment
{
    PreviewOfCreate,
    PreviewOfUpdate,
    Create,
    Update,
    Refresh,
}

/// <summary>Where the policy stands. What comes later wins over what comes earlier; the loser says the opposite.</summary>
public enum PolicySource
{
    BuiltIn,
    ProviderConfig,
    Resource,
    ResourceOverConfig,
    Environment,
    EnvironmentOverResource,
}

/// <summary>What Jira makes of the candidate.</summary>
public enum Jira
{
    Passes,
    Refuses,
    IsDown,
}

/// <summary>How the operation ends.</summary>
public enum Ending
{
    /// <summary>Done, and Jira was not asked.</summary>
    Untested,

    /// <summary>Done, without a word.</summary>
    Passed,

    /// <summary>Done, with a warning.</summary>
    Warned,

    /// <summary>An error; nothing is written.</summary>
    Failed,

    /// <summary>The resource is reported unwell.</summary>
    Unwell,
}
