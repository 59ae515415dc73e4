using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>
/// Tests a connection to Jira as the provider does before it saves anything, and returns the full report: the verdict, each step with its time, and
/// the findings with their remedies. Nothing is written.
/// </summary>
/// <remarks>
/// A failed test is not an error of the function: check <c>verdict</c>, which is <c>passed</c>, <c>failed</c>, or <c>inconclusive</c> if Jira's
/// answer is not known (network, DNS, timeout, too many requests, maintenance). Without a credential, the provider's default credential is used;
/// without that, only the address is tested, and a finding says so. A credential that Jira has refused is not sent again for ten minutes.
/// </remarks>
public static class TestJiraConnection
{
    private const string Token = "harnesscollab:index:testJiraConnection";

    /// <summary>Calls it now, with plain values.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">How it is called.</param>
    public static Task<TestJiraConnectionResult> InvokeAsync(TestJiraConnectionArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<TestJiraConnectionResult>(
            Token, args ?? new TestJiraConnectionArgs(), options.WithDefaults());

    /// <summary>Calls it when its arguments are known.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">How it is called.</param>
    public static Output<TestJiraConnectionResult> Invoke(TestJiraConnectionInvokeArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<TestJiraConnectionResult>(
            Token, args ?? new TestJiraConnectionInvokeArgs(), options.WithDefaults());

    /// <summary>Calls it when its arguments are known and the resources named in the options exist.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">How it is called.</param>
    public static Output<TestJiraConnectionResult> Invoke(TestJiraConnectionInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<TestJiraConnectionResult>(
            Token, args ?? new TestJiraConnectionInvokeArgs(), options.WithDefaults());
}
