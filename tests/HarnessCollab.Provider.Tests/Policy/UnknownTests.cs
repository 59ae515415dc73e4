using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Policy;

/// <summary>Inputs that a preview does not know yet, under each policy: a test that would have run is skipped, and said so.</summary>
public sealed class UnknownTests(SandboxFixture sandbox, PolicyPlugins plugins) : IClassFixture<PolicyPlugins>
{
    public static TheoryData<string, PropertyValue> Unknowns => new()
    {
        { "baseUrl", PropertyValue.Unknown },
        { "username", PropertyValue.Unknown },
        { "apiToken", PropertyValue.SecretOf(PropertyValue.Unknown) },
        { "connectionTest", PropertyValue.Unknown },
        { "connectionTest.projects", PropertyValue.Of(PropertyMap.Of(("projects", PropertyValue.Unknown))) },
        { "connectionTest.projects", PropertyValue.Of(
            PropertyMap.Of(("projects", PropertyValue.Of([PropertyValue.Of("OPS"), PropertyValue.Unknown])))) },
        { "connectionTest.preview", PropertyValue.Of(PropertyMap.Of(("preview", PropertyValue.Unknown))) },
    };

    [Theory]
    [MemberData(nameof(Unknowns), DisableDiscoveryEnumeration = true)]
    public async Task The_test_is_skipped_and_said_so_in_previews_of_create_and_update(string path, PropertyValue value)
    {
        foreach (var policy in new string?[] { null, "warn", "off" })
        {
            var plugin = await plugins.WithAsync(config: policy, environment: null);
            var name = plugins.NewName();
            var made = await (await plugins.WithAsync(null, "off")).CreateAsync(name, sandbox.Good(name));
            var inputs = await plugin.CheckedAsync(name, Wrong(name).With(path.Split('.')[0], value));

            await plugin.CreateAsync($"{name}-new", inputs.With("displayName", PropertyValue.Of($"{name}-new")), preview: true);
            await plugin.UpdateAsync(name, made, inputs, preview: true);

            // Where nothing would have been tested there is nothing to say, unless the policy itself is what is not known.
            var silent = policy == "off" && !path.EndsWith("preview", StringComparison.Ordinal) && path != "connectionTest";
            foreach (var resource in new[] { $"{name}-new", name })
            {
                Assert.Equal(
                    silent ? [] : [$"connection test skipped: {path} is not known yet"],
                    plugin.Engine.Messages(PluginProcess.Urn(resource), LogSeverity.Info));
                Assert.Empty(plugin.Engine.Messages(PluginProcess.Urn(resource), LogSeverity.Warning));
            }
        }
    }

    private PropertyMap Wrong(string name) => sandbox.Good(name).With("apiToken", PropertyValue.SecretOf("wrong-token"));
}
