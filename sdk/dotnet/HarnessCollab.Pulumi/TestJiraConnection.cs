using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Tests a connection to Jira and reports all it found; changes nothing.</summary>
public static class TestJiraConnection
{
    private const string Token = "harnesscollab:index:testJiraConnection";

    /// <summary>Calls it now, with plain values.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">How it is called.</param>
    public static Task<TestJiraConnectionResult> InvokeAsync(TestJiraConnectionArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<TestJiraConnectionResult>(Token, args ?? new TestJiraConnectionArgs(), options.WithDefaults());

    /// <summary>Calls it when the arguments are known.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">How it is called.</param>
    public static Output<TestJiraConnectionResult> Invoke(TestJiraConnectionInvokeArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<TestJiraConnectionResult>(Token, args ?? new TestJiraConnectionInvokeArgs(), options.WithDefaults());

    /// <summary>Calls it when the arguments are known and the resources named in the options exist.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">How it is called.</param>
    public static Output<TestJiraConnectionResult> Invoke(TestJiraConnectionInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<TestJiraConnectionResult>(Token, args ?? new TestJiraConnectionInvokeArgs(), options.WithDefaults());
}
