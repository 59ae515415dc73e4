using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using Pulumi.Compat.Tests.FakeEngine;
using Pulumi.Compat.Tests.Samples;

namespace Pulumi.Compat.Tests;

public sealed class InvokeTests
{
    private const string Token = "pkg:index:getAccount";

    [Fact]
    public async Task A_call_sends_its_arguments_and_reads_the_answer()
    {
        await using var engine = await EngineServer.StartAsync();
        var found = "";

        Assert.Equal(0, await engine.RunAsync(async () =>
        {
            found = (await Deployment.Instance.InvokeAsync<Found>(Token, new LookUp { Title = "t" }, new() { Version = "1.2.3" })).Title;
            return [];
        }));

        Assert.Equal("t", found);
        Wire.AssertJson(
            """{"tok":"pkg:index:getAccount","args":{"title":"t"},"version":"1.2.3","acceptResources":true}""",
            engine.Requests.OfType<ResourceInvokeRequest>().Single());
    }

    [Fact]
    public async Task A_call_in_outputs_waits_for_its_arguments_and_keeps_their_dependencies()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnInvoke = _ => new() { Return = PropertyMap.Of(("title", PropertyValue.SecretOf("found"))).Encoded() };

        await engine.RunAsync(() =>
        {
            var first = new Account("first", new() { Title = "t" });
            var found = Deployment.Instance.Invoke<Found>(Token, new LookUp { Title = first.Title });
            _ = new Account("second", new() { Title = found.Apply(account => account.Title) });
        });

        var second = engine.Registration("second");
        Assert.Equal(PropertyValue.SecretOf("found"), second.Object.Decoded()["title"]);
        Assert.Equal(["urn:pulumi:dev::shop::pkg:index:Account::first"], second.Dependencies);
    }

    [Fact]
    public async Task A_call_that_depends_on_what_does_not_exist_yet_is_not_made()
    {
        await using var engine = await EngineServer.StartAsync(isDryRun: true);

        await engine.RunAsync(() =>
        {
            var first = new Account("first", new() { Title = "t" });
            return new Dictionary<string, object?>
            {
                ["argument"] = Deployment.Instance.Invoke<Found>(Token, new LookUp { Title = first.Id }).Apply(found => found.Title),
                ["option"] = Deployment.Instance.Invoke<Found>(Token, new LookUp { Title = "t" }, new InvokeOutputOptions { DependsOn = { first } })
                    .Apply(found => found.Title),
            };
        });

        Assert.Empty(engine.Requests.OfType<ResourceInvokeRequest>());
        Assert.Equal(
            PropertyMap.Of(("argument", PropertyValue.Unknown), ("option", PropertyValue.Unknown)), engine.Outputs("shop-dev").Outputs.Decoded());
    }

    [Fact]
    public async Task A_call_uses_the_provider_of_its_options()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            var provider = new TestProvider("special", new());
            Deployment.Instance.Invoke<Found>(Token, new LookUp { Title = "t" }, new InvokeOptions { Provider = provider });
        });

        Assert.EndsWith("::special::id-special", engine.Requests.OfType<ResourceInvokeRequest>().Single().Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_arguments_fail_the_run_with_the_reasons()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnInvoke = _ =>
            new() { Failures = { new CheckFailure { Property = "title", Reason = "too long" }, new CheckFailure { Reason = "and wrong" } } };

        Assert.Equal(32, await engine.RunAsync(() =>
        {
            Deployment.Instance.Invoke<Found>(Token, new LookUp { Title = "t" });
        }));

        var message = Assert.Single(engine.Messages).Message;
        Assert.Contains(Token, message, StringComparison.Ordinal);
        Assert.Contains("too long (title); and wrong", message, StringComparison.Ordinal);
    }

    private sealed class LookUp : InvokeArgs
    {
        [Input("title", required: true)]
        public Input<string> Title { get; set; } = null!;
    }

    [OutputType]
    private sealed class Found
    {
        public readonly string Title;

        [OutputConstructor]
        private Found(string title) => Title = title;
    }
}
