using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using Declared = HarnessCollab.Provider.Resources.JiraCollaborationProviders.ConnectionTestDeclaration;

namespace HarnessCollab.Provider.Tests.Resources.JiraCollaborationProviders;

/// <summary>Which policy of the connection test counts.</summary>
public sealed class ConnectionTestPoliciesTests
{
    /// <summary>The same for each policy: environment, resource, provider default, and what counts.</summary>
    public static TheoryData<string?, string?, string?, string> Precedence => new()
    {
        { "off", "warn", "enforce", "off" },
        { "off", "warn", null, "off" },
        { "off", null, "enforce", "off" },
        { null, "warn", "enforce", "warn" },
        { null, "warn", null, "warn" },
        { null, null, "enforce", "enforce" },
        { null, null, "off", "off" },
    };

    [Theory]
    [MemberData(nameof(Precedence))]
    public void The_environment_counts_before_the_resource_and_that_before_the_provider_s_default(
        string? environment, string? resource, string? provider, string counts) =>
        Assert.All(
            Declared.Policies, policy => Assert.Equal(counts, Policies(policy, environment, provider).Of(policy, Own(policy, resource)).Value));

    [Fact]
    public void Built_in_are_enforce_for_previews_and_writes_warn_for_refreshes_and_no_delegates()
    {
        var policies = new ConnectionTestPolicies(new Dictionary<Property<string>, string>(), PropertyMap.Empty);

        Assert.Equal("enforce", policies.Of(Declared.Preview, PropertyMap.Empty).Value);
        Assert.Equal("enforce", policies.Of(Declared.Apply, PropertyMap.Empty).Value);
        Assert.Equal("warn", policies.Of(Declared.Refresh, PropertyMap.Empty).Value);
        Assert.Equal("off", policies.Of(Declared.Delegate, PropertyMap.Empty).Value);
    }

    [Fact]
    public void A_policy_of_the_resource_that_is_not_known_yet_is_unknown_unless_the_environment_has_one() =>
        Assert.All(Declared.Policies, policy =>
        {
            var unknown = PropertyMap.Of((policy.Name, PropertyValue.Unknown));

            Assert.True(Policies(policy, environment: null, provider: "off").Of(policy, unknown).IsUnknown);
            Assert.Equal("warn", Policies(policy, environment: "warn", provider: "off").Of(policy, unknown).Value);
        });

    [Fact]
    public void A_policy_says_nothing_about_the_others()
    {
        var policies = new ConnectionTestPolicies(
            new Dictionary<Property<string>, string> { [Declared.Preview] = "off" }, Own(Declared.Refresh, "enforce"));

        Assert.Equal("enforce", policies.Of(Declared.Apply, PropertyMap.Of(("preview", PropertyValue.Unknown))).Value);
        Assert.Equal("enforce", policies.Of(Declared.Refresh, Own(Declared.Apply, "off")).Value);
    }

    [Theory]
    [InlineData("warn", null, true)]
    [InlineData("off", "enforce", false)]
    [InlineData(null, "enforce", true)]
    [InlineData(null, null, false)]
    public void All_resources_ask_delegates_where_environment_or_provider_say_so(string? environment, string? provider, bool asks) =>
        Assert.Equal(asks, Policies(Declared.Delegate, environment, provider).AskDelegates);

    [Theory]
    [InlineData(5, 60, 5)]
    [InlineData(null, 60, 60)]
    [InlineData(null, null, 20)]
    public void The_timeout_is_the_resource_s_or_the_provider_s_or_twenty_seconds(int? resource, int? provider, int seconds)
    {
        var policies = new ConnectionTestPolicies(new Dictionary<Property<string>, string>(), Timeout(provider));

        Assert.Equal(TimeSpan.FromSeconds(seconds), policies.Timeout(Timeout(resource)));
    }

    private static ConnectionTestPolicies Policies(Property<string> policy, string? environment, string? provider) =>
        new(environment is null ? new Dictionary<Property<string>, string>() : new() { [policy] = environment }, Own(policy, provider));

    private static PropertyMap Own(Property<string> policy, string? word) =>
        word is null ? PropertyMap.Empty : PropertyMap.Of((policy.Name, PropertyValue.Of(word)));

    private static PropertyMap Timeout(int? seconds) =>
        seconds is { } given ? PropertyMap.Of(("timeoutSeconds", PropertyValue.Of(given))) : PropertyMap.Empty;
}
