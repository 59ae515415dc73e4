using HarnessCollab.Protocol.Values;
using Pulumi.Compat.Tests.FakeEngine;
using Pulumi.Compat.Tests.Samples;

namespace Pulumi.Compat.Tests;

public sealed class ArgumentTests
{
    [Fact]
    public async Task Secrets_and_unknowns_mark_only_the_part_they_are()
    {
        await using var engine = await EngineServer.StartAsync(isDryRun: true);

        await engine.RunAsync(() =>
        {
            var other = new Account("other", new() { Title = "x" });
            _ = new Account("a", new()
            {
                Title = "t",
                Names = { "plain", other.Id, Output.CreateSecret("hidden") },
                Labels = { ["known"] = "v", ["later"] = other.Id },
                Limit = new LimitArgs { Policy = Policy.Strict, Code = Output.CreateSecret("c") },
            });
        });

        Assert.Equal(
            PropertyMap.Of(
                ("title", PropertyValue.Of("t")),
                ("names", PropertyValue.Of([PropertyValue.Of("plain"), PropertyValue.Unknown, PropertyValue.SecretOf("hidden")])),
                ("labels", PropertyValue.Of(PropertyMap.Of(("known", PropertyValue.Of("v")), ("later", PropertyValue.Unknown)))),
                ("limit", PropertyValue.Of(PropertyMap.Of(("policy", PropertyValue.Of("strict")), ("code", PropertyValue.SecretOf("c")))))),
            engine.Registration("a").Object.Decoded());
    }

    [Fact]
    public async Task Nothing_is_sent_for_what_is_not_set()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            _ = new Account("a", new() { Title = "t", Token = null, Limit = new LimitArgs() });
            _ = new Account("b", new() { Title = "t", Token = (string)null! });
        });

        Assert.Equal(
            PropertyMap.Of(("title", PropertyValue.Of("t")), ("limit", PropertyValue.Of(PropertyMap.Empty))),
            engine.Registration("a").Object.Decoded());
        Assert.Equal(PropertyMap.Of(("title", PropertyValue.Of("t"))), engine.Registration("b").Object.Decoded());
    }

    [Fact]
    public void An_output_that_is_not_there_cannot_become_an_argument() =>
        Assert.Throws<ArgumentNullException>(() => new AccountArgs { Token = (Output<string>)null! });

    [Fact]
    public async Task A_resource_as_an_argument_is_a_reference_and_a_dependency()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            var owner = new Account("owner", new() { Title = "x" });
            _ = new Account("a", new() { Title = "t", Owner = owner });
        });

        var request = engine.Registration("a");
        Assert.Equal(
            new ResourceReferenceValue("urn:pulumi:dev::shop::pkg:index:Account::owner", PropertyValue.Of("id-owner"), ""),
            request.Object.Decoded()["owner"]);
        Assert.Equal(["urn:pulumi:dev::shop::pkg:index:Account::owner"], request.PropertyDependencies["owner"].Urns);
    }

    [Fact]
    public async Task Provider_settings_travel_as_json_text_and_a_secret_inside_hides_the_whole_text()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            _ = new TestProvider("p", new()
            {
                Endpoint = "https://x",
                Verbose = true,
                Limit = new LimitArgs { Policy = Policy.Strict, Code = Output.CreateSecret("\"c") },
            });
        });

        Assert.Equal(
            PropertyMap.Of(
                ("endpoint", PropertyValue.Of("https://x")),
                ("verbose", PropertyValue.Of("true")),
                ("limit", PropertyValue.SecretOf("""{"code":"\u0022c","policy":"strict"}"""))),
            engine.Registration("p").Object.Decoded());
    }

    [Fact]
    public async Task A_required_argument_without_a_value_is_named()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(32, await engine.RunAsync(() =>
        {
            _ = new Account("a", new());
        }));
        Assert.Equal("AccountArgs: 'title' is required and has no value.", Assert.Single(engine.Logs).Message);
    }

    [Fact]
    public async Task A_map_takes_a_key_twice_only_with_the_same_value()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(0, await engine.RunAsync(() =>
        {
            var same = new InputMap<string> { { "k", "v" } };
            same.Add("k", "v");
            _ = new Account("a", new() { Title = "t", Labels = InputMap<string>.Merge(same, new() { ["k"] = "other" }) });
        }));
        Assert.Equal("other", engine.Registration("a").Object.Fields["labels"].StructValue.Fields["k"].StringValue);

        Assert.Equal(32, await engine.RunAsync(() =>
        {
            _ = new Account("b", new() { Title = "t", Labels = { { "k", "v" }, { "k", "w" } } });
        }));
    }
}
