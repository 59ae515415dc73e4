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
    public async Task Provider_settings_travel_as_json_text_in_which_secrets_and_unknowns_keep_their_wire_form()
    {
        await using var engine = await EngineServer.StartAsync(isDryRun: true);

        await engine.RunAsync(() =>
        {
            var other = new Account("other", new() { Title = "x" });
            _ = new TestProvider("p", new()
            {
                Endpoint = "https://x",
                Verbose = true,
                Ratio = 1e-7,
                Limit = new LimitArgs { Policy = Policy.Strict, Code = Output.CreateSecret("\"<c") },
            });
            _ = new TestProvider("q", new()
            {
                Limit = new LimitArgs { Code = other.Id },
                Names = new[] { Output.Create("a"), other.Id },
                Verbose = Output.CreateSecret(true),
            });
        });

        Assert.Equal(
            PropertyMap.Of(
                ("endpoint", PropertyValue.Of("https://x")),
                ("verbose", PropertyValue.Of("true")),
                ("ratio", PropertyValue.Of("1e-07")),
                ("limit", PropertyValue.Of(
                    """{ "code": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270","""
                    + """ "value": "\"\u003cc" }, "policy": "strict" }"""))),
            engine.Registration("p").Object.Decoded());
        Assert.Equal(
            PropertyMap.Of(
                ("verbose", PropertyValue.SecretOf("true")),
                ("limit", PropertyValue.Of("""{ "code": "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }""")),
                ("names", PropertyValue.Unknown)),
            engine.Registration("q").Object.Decoded());
    }

    [Fact]
    public async Task An_output_object_as_an_export_sends_what_is_not_set_as_null_and_a_map_that_is_null_is_left_out()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(0, await engine.RunAsync(() =>
        {
            var a = new Account("a", new() { Title = "t", Limit = new LimitArgs { Policy = Policy.Strict } });
            var labels = a.Labels.Apply(none => none!);
            _ = new Account("b", new() { Title = "t", Labels = labels });
            return new Dictionary<string, object?> { ["limit"] = a.Limit, ["labels"] = a.Labels };
        }));

        Wire.AssertJson("""{"limit":{"policy":"strict","code":null}}""", engine.Outputs("shop-dev").Outputs);
        Wire.AssertJson("""{"title":"t"}""", engine.Registration("b").Object);
    }

    [Fact]
    public async Task Enumerations_are_sent_when_they_count_in_int_and_refused_otherwise()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(0, await engine.RunAsync(() => new Dictionary<string, object?> { ["day"] = DayOfWeek.Friday }));
        Wire.AssertJson("""{"day":5}""", engine.Outputs("shop-dev").Outputs);
        Assert.Equal(32, await engine.RunAsync(() => new Dictionary<string, object?> { ["small"] = Small.One }));
    }

    [Fact]
    public async Task A_required_argument_without_a_value_is_named_and_fails_the_run_not_the_constructor()
    {
        await using var engine = await EngineServer.StartAsync();
        var went = false;

        Assert.Equal(32, await engine.RunAsync(() =>
        {
            _ = new Account("a", new());
            went = true;
        }));
        Assert.True(went);
        Assert.Contains("title", Assert.Single(engine.Messages).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_map_takes_the_entries_of_another_and_no_key_twice()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(0, await engine.RunAsync(() =>
        {
            InputMap<string> labels = new Dictionary<string, string> { ["k"] = "v" };
            labels.AddRange(new() { ["l"] = "other" });
            _ = new Account("a", new() { Title = "t", Labels = labels });
        }));
        Wire.AssertJson("""{"k":"v","l":"other"}""", engine.Registration("a").Object.Fields["labels"].StructValue);

        Assert.Equal(32, await engine.RunAsync(() =>
        {
            _ = new Account("b", new() { Title = "t", Labels = { { "k", "v" }, { "k", "w" } } });
        }));
    }

    private enum Small : byte
    {
        One = 1,
    }
}
