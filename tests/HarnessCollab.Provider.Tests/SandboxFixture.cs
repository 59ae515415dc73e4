using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

[assembly: AssemblyFixture(typeof(HarnessCollab.Provider.Tests.SandboxFixture))]

namespace HarnessCollab.Provider.Tests;

/// <summary>One stand-in Jira for all tests that do not change its switches.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    public JiraSandbox Jira { get; private set; } = null!;

    /// <summary>Inputs of a resource whose connection test passes.</summary>
    public PropertyMap Good(string displayName = "ops-jira") => PropertyMap.Of(
        ("displayName", PropertyValue.Of(displayName)),
        ("baseUrl", PropertyValue.Of(Jira.BaseUrl)),
        ("username", PropertyValue.Of(JiraSandbox.User)),
        ("apiToken", PropertyValue.SecretOf(JiraSandbox.Token)));

    public async ValueTask InitializeAsync() => Jira = await JiraSandbox.StartAsync();

    public ValueTask DisposeAsync() => Jira.DisposeAsync();
}
