using System.Globalization;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Policy;

/// <summary>
/// The end of a token's life, as previews and refreshes tell it. Which day belongs to which finding is tested with a clock of the test's own.
/// </summary>
public sealed class ExpiryTests(SandboxFixture sandbox, PolicyPlugins plugins) : IClassFixture<PolicyPlugins>
{
    // A day apart from the borders, since midnight may pass while the test runs.
    [Theory]
    [InlineData(29, LogSeverity.Info, "HC4008: The credential is valid for ")]
    [InlineData(13, LogSeverity.Warning, "HC4007: The credential expires in ")]
    [InlineData(2, LogSeverity.Warning, "HC4006: The credential expires ")]
    [InlineData(60, null, null)]
    public async Task It_is_told_in_preview_and_refresh_and_lets_pass(int days, LogSeverity? severity, string? text)
    {
        var plugin = await plugins.WithAsync(null, null);
        var name = plugins.NewName();
        var made = await (await plugins.WithAsync(null, "off")).CreateAsync(name, Expiring(name, days));

        await plugin.CreateAsync($"{name}-new", Expiring($"{name}-new", days), preview: true);
        var read = await plugin.ReadAsync(name, made);

        Assert.Equal(made.Id, read.Id);
        foreach (var resource in new[] { name, $"{name}-new" })
        {
            var told = plugin.Engine.Logs.Where(log => log.Urn == PluginProcess.Urn(resource) && !log.Ephemeral).ToArray();
            Assert.Equal(severity is null ? 0 : 1, told.Length);
            Assert.All(told, log => Assert.Equal(severity, log.Severity));
            Assert.All(told, log => Assert.StartsWith(text!, log.Message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("enforce", true)]
    [InlineData("warn", false)]
    public async Task Past_its_day_it_fails_by_policy_and_is_not_sent(string policy, bool fails)
    {
        await using var jira = await JiraSandbox.StartAsync();
        var plugin = await plugins.WithAsync(policy, null);
        var name = plugins.NewName();
        var inputs = Expiring(name, -2).With("baseUrl", PropertyValue.Of(jira.BaseUrl));
        var made = await (await plugins.WithAsync(null, "off")).CreateAsync(name, inputs);

        var preview = await Record.ExceptionAsync(
            () => plugin.CreateAsync($"{name}-new", inputs.With("displayName", PropertyValue.Of($"{name}-new")), preview: true));
        var refresh = await Record.ExceptionAsync(() => plugin.ReadAsync(name, made));

        Assert.All(
            [preview, refresh],
            error => Assert.Equal(fails, error?.Message.Contains("HC4005: The credential has expired", StringComparison.Ordinal) ?? false));
        Assert.Equal(fails ? 0 : 1, plugin.Engine.Messages(PluginProcess.Urn(name), LogSeverity.Warning).Count());
        Assert.Equal(0, await jira.AuthenticatedRequestsAsync());
    }

    private PropertyMap Expiring(string name, int days) => sandbox.Good(name)
        .With("tokenExpiresAt", PropertyValue.Of(DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
}
