using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>Settings of the Harness store, and what is said when they are missing or wrong.</summary>
public sealed class HarnessSettingsTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    [Fact]
    public async Task Missing_settings_are_sent_with_the_commands_that_set_them()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => StartAsync(null, "HARNESS_ACCOUNT_ID", "HARNESS_PLATFORM_API_KEY"));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        var detail = error.GetRpcStatus()!.Details.Single(any => any.Is(ConfigureErrorMissingKeys.Descriptor)).Unpack<ConfigureErrorMissingKeys>();
        Assert.Equal(["harnesscollab:accountId", "harnesscollab:apiKey"], detail.MissingKeys.Select(key => key.Name).Order());
        Assert.Contains(
            "pulumi config set --secret harnesscollab:apiKey",
            detail.MissingKeys.Single(key => key.Name.EndsWith("apiKey", StringComparison.Ordinal)).Description,
            StringComparison.Ordinal);
        Assert.Contains(
            "HARNESS_ACCOUNT_ID",
            detail.MissingKeys.Single(key => key.Name.EndsWith("accountId", StringComparison.Ordinal)).Description,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_all_named_at_once_and_the_key_is_not_shown()
    {
        var settings = PropertyMap.Of(
            ("endpoint", Of("http://harness.example.com")), ("projectId", Of("shop")), ("apiKey", PropertyValue.SecretOf("canary key")));

        var error = await Assert.ThrowsAsync<RpcException>(() => StartAsync(settings, "HARNESS_ACCOUNT_ID"));

        Assert.All(
            new[] { "'endpoint'", "'projectId'", "'apiKey'", "'accountId'" },
            name => Assert.Contains(name, error.Status.Detail, StringComparison.Ordinal));
        Assert.DoesNotContain("canary", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_wins_over_the_environment()
    {
        var settings = PropertyMap.Of(("apiKey", PropertyValue.SecretOf("pat.another.key")));
        var both = await StartAsync(settings);
        var alone = await StartAsync(settings, "HARNESS_PLATFORM_API_KEY");

        var inputs = await both.CheckedAsync("jira", Good());
        await both.CreateAsync("jira", inputs, preview: true);
        var error = await Assert.ThrowsAsync<RpcException>(() => alone.CreateAsync("jira", inputs, preview: true));

        // The one in config was tried first, and refused.
        Assert.Single(both.Engine.Messages("", LogSeverity.Info), message => message.StartsWith("HC5029: ", StringComparison.Ordinal));
        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    [Fact]
    public async Task State_of_another_account_is_refused()
    {
        var created = await CreatedAsync("jira", Good());
        var plugin = await StartAsync(PropertyMap.Of(("accountId", Of("another-account"))));

        var error = await Assert.ThrowsAsync<RpcException>(() => plugin.DeleteAsync("jira", created));

        Assert.StartsWith("HC5004: ", error.Status.Detail, StringComparison.Ordinal);
        Assert.Single(await Platform.ConnectorsAsync());
    }

    [Fact]
    public async Task An_account_that_has_moved_is_explained_and_not_asked_again()
    {
        var created = await CreatedAsync("jira", Good());
        await Platform.SetAsync(new { migrated = true });
        var before = (await Platform.CallsAsync()).Count;

        var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.ReadAsync("jira", created));

        Assert.Contains("moved off the first generation", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(before + 1, (await Platform.CallsAsync()).Count);
    }
}
