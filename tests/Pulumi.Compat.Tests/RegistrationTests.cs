using HarnessCollab.Protocol.Wire;
using Pulumi.Compat.Tests.FakeEngine;
using Pulumi.Compat.Tests.Samples;

namespace Pulumi.Compat.Tests;

public sealed class RegistrationTests
{
    private const string StackUrn = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

    [Fact]
    public async Task The_stack_is_registered_first_and_the_engine_is_told_of_the_end_last()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(0, await engine.RunAsync(() => new Dictionary<string, object?> { ["answer"] = 42, ["nothing"] = null }));

        Wire.AssertJson(
            """
            {"type":"pulumi:pulumi:Stack","name":"shop-dev","object":{},"acceptSecrets":true,"acceptResources":true,
             "supportsResultReporting":true,"hooks":{}}
            """,
            engine.Requests.OfType<RegisterResourceRequest>().First());
        Wire.AssertJson($$$"""{"urn":"{{{StackUrn}}}","outputs":{"answer":42}}""", engine.Outputs("shop-dev"));
        Assert.IsType<ShutdownSignal>(engine.Requests.Last());
        Assert.Empty(engine.Messages);
    }

    [Fact]
    public async Task A_resource_names_its_parent_its_properties_and_what_each_depends_on()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            var first = new Account("first", new() { Title = "one" });
            _ = new Account("second", new() { Title = first.Title, Count = 2, Token = Output.CreateSecret(first.Id) });
        });

        Wire.AssertJson(
            $$$"""
            {"type":"pkg:index:Account","name":"second","parent":"{{{StackUrn}}}","custom":true,
             "object":{"title":"one","count":2,"token":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":"id-first"}},
             "dependencies":["urn:pulumi:dev::shop::pkg:index:Account::first"],
             "propertyDependencies":{
               "count":{},
               "title":{"urns":["urn:pulumi:dev::shop::pkg:index:Account::first"]},
               "token":{"urns":["urn:pulumi:dev::shop::pkg:index:Account::first"]}},
             "acceptSecrets":true,"acceptResources":true,"supportsResultReporting":true,"hooks":{}}
            """,
            engine.Registration("second"));
    }

    [Fact]
    public async Task A_component_is_no_dependency_itself_but_its_children_are()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            var team = new Team("red");
            _ = new Account("after", new() { Title = "x" }, new() { DependsOn = { team } });
        });

        Assert.Equal(["urn:pulumi:dev::shop::pkg:index:Account::red-child"], engine.Registration("after").Dependencies);
        Assert.Equal("urn:pulumi:dev::shop::shop:index:Team::red", engine.Registration("red-child").Parent);
        Assert.False(engine.Registration("red").Custom);
        Wire.AssertJson("""{"urn":"urn:pulumi:dev::shop::shop:index:Team::red","outputs":{"childTitle":"red"}}""", engine.Outputs("Team::red"));
    }

    [Fact]
    public async Task Children_inherit_the_provider_and_the_protection_of_their_parent()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            var provider = new TestProvider("special", new());
            _ = new Team("red", new() { Providers = { provider }, Protect = true });
            _ = new Account("direct", new() { Title = "x" }, new() { Provider = provider });
            _ = new Account("plain", new() { Title = "x" });
        });

        const string Reference = "urn:pulumi:dev::shop::pulumi:providers:pkg::special::id-special";
        Assert.Equal(Reference, engine.Registration("red-child").Provider);
        Assert.True(engine.Registration("red-child").Protect);
        Assert.Equal(Reference, engine.Registration("direct").Provider);
        Assert.Equal("", engine.Registration("plain").Provider);
        Assert.False(engine.Registration("plain").HasProtect);
    }

    [Fact]
    public async Task A_provider_that_does_not_exist_yet_is_referred_to_by_an_unknown_id()
    {
        await using var engine = await EngineServer.StartAsync(isDryRun: true);

        await engine.RunAsync(() =>
        {
            _ = new Account("a", new() { Title = "x" }, new() { Provider = new TestProvider("special", new()) });
        });

        Assert.Equal(
            "urn:pulumi:dev::shop::pulumi:providers:pkg::special::04da6b54-80e4-46f7-96ec-b56ff0331ba9", engine.Registration("a").Provider);
    }

    [Fact]
    public async Task An_id_in_the_options_reads_instead_of_registering()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnRead = _ => new() { Urn = "urn:read", Properties = Google.Protobuf.WellKnownTypes.Struct.Parser.ParseJson("""{"title":"found"}""") };

        await engine.RunAsync(() =>
        {
            var account = new Account(
                "known",
                args: null!,
                new() { Id = "acc-7", Version = "1.2.3", AdditionalSecretOutputs = { "token" }, PluginDownloadURL = "https://x" });
            return new Dictionary<string, object?> { ["title"] = account.Title, ["id"] = account.Id, ["urn"] = account.Urn };
        });

        Wire.AssertJson(
            $$$"""
            {"id":"acc-7","type":"pkg:index:Account","name":"known","parent":"{{{StackUrn}}}","properties":{},"version":"1.2.3",
             "acceptSecrets":true,"acceptResources":true}
            """,
            engine.Requests.OfType<ReadResourceRequest>().Single());
        Wire.AssertJson($$$"""{"urn":"{{{StackUrn}}}","outputs":{"title":"found","id":"acc-7","urn":"urn:read"}}""", engine.Outputs("shop-dev"));
    }

    [Fact]
    public async Task What_the_engine_leaves_out_is_unknown_in_a_preview_and_empty_in_an_update()
    {
        foreach (var isDryRun in new[] { true, false })
        {
            await using var engine = await EngineServer.StartAsync(isDryRun);
            await engine.RunAsync(() => new Dictionary<string, object?> { ["token"] = new Account("a", new() { Title = "x" }).Token });

            Wire.AssertJson(
                isDryRun
                    ? $$$"""{"urn":"{{{StackUrn}}}","outputs":{"token":"04da6b54-80e4-46f7-96ec-b56ff0331ba9"}}"""
                    : $$$"""{"urn":"{{{StackUrn}}}","outputs":{}}""",
                engine.Outputs("shop-dev"));
        }
    }

    [Fact]
    public async Task Arguments_are_read_when_the_resource_is_made()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            var args = new AccountArgs { Title = "one" };
            var options = new CustomResourceOptions { IgnoreChanges = { "title" } };
            _ = new Account("a", args, options);
            args.Title = "two";
            options.IgnoreChanges.Add("token");
            _ = new Account("b", args, options);
        });

        Assert.Equal("one", engine.Registration("a").Object.Fields["title"].StringValue);
        Assert.Equal(["title"], engine.Registration("a").IgnoreChanges);
        Assert.Equal("two", engine.Registration("b").Object.Fields["title"].StringValue);
    }
}
