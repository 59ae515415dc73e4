namespace HarnessCollab.Jira;

/// <summary>The outcome of a connection test. Ordered: the worst finding decides.</summary>
public enum Verdict
{
    /// <summary>Jira accepted the account, and it holds what Harness needs.</summary>
    Passed,

    /// <summary>Jira's answer is not known: network, DNS, timeout, rate limit, maintenance.</summary>
    Inconclusive,

    /// <summary>The connection cannot work as configured.</summary>
    Failed,
}
