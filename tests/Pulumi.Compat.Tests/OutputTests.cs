using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Values;
using Pulumi.Compat.Tests.FakeEngine;
using Pulumi.Compat.Tests.Samples;

namespace Pulumi.Compat.Tests;

public sealed class OutputTests
{
    [Fact]
    public async Task Properties_are_read_into_their_types()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnRegister = request => engine.Answer(request) is var answer && request.Custom
            ? With(answer, """
                {"title":"t","count":3,"ratio":0.5,"on":true,"names":["a","b"],"labels":{"k":"v","__defaults":"x"},
                 "limit":{"policy":"strict","code":"c","more":1},"anything":{"list":[1,"x",null]}}
                """)
            : answer;
        object? seen = null;

        await engine.RunAsync(() =>
        {
            var a = new Account("a", new() { Title = "t" });
            Output.Tuple(Output.Tuple(a.Count, a.Ratio, a.On, a.Names), Output.Tuple(a.Labels, a.Limit, a.Anything, a.Token))
                .Apply(all => seen = all);
        });

        var ((count, ratio, on, names), (labels, limit, anything, token)) =
            (((int, double?, bool?, ImmutableArray<string>), (ImmutableDictionary<string, string>?, Limit?, object?, string?)))seen!;
        Assert.Equal((3, 0.5, true, null), (count, ratio, on, token));
        Assert.Equal(["a", "b"], names);
        Assert.Equal("v", Assert.Single(labels!).Value);
        Assert.Equal((Policy.Strict, "c"), (limit!.Policy!.Value, limit.Code));
        var list = Assert.IsType<ImmutableArray<object>>(Assert.IsType<ImmutableDictionary<string, object>>(anything)["list"]);
        Assert.Equal([1.0, "x", null!], list);
    }

    [Fact]
    public async Task A_secret_or_unknown_inside_a_property_makes_the_whole_property_so()
    {
        await using var engine = await EngineServer.StartAsync(isDryRun: true);
        engine.OnRegister = request =>
        {
            var answer = engine.Answer(request);
            answer.Object = PropertyMap.Of(
                ("limit", PropertyValue.Of(PropertyMap.Of(("code", PropertyValue.SecretOf("c"))))),
                ("names", PropertyValue.Of([PropertyValue.Of("x"), PropertyValue.Unknown]))).Encoded();
            return answer;
        };
        var ran = false;

        await engine.RunAsync(() =>
        {
            var a = new Account("a", new() { Title = "t" });
            return new Dictionary<string, object?> { ["code"] = a.Limit.Apply(limit => limit?.Code), ["name"] = a.Names.Apply(names => ran = true) };
        });

        Assert.False(ran);
        Assert.Equal(
            PropertyMap.Of(("code", PropertyValue.SecretOf("c")), ("name", PropertyValue.Unknown)), engine.Outputs("shop-dev").Outputs.Decoded());
    }

    [Fact]
    public async Task A_property_of_another_type_is_reported_without_its_value()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnRegister = request => request.Custom ? With(engine.Answer(request), """{"count":"canary"}""") : engine.Answer(request);

        Assert.Equal(0, await engine.RunAsync(() =>
        {
            _ = new Account("a", new() { Title = "t" });
        }));

        var log = Assert.Single(engine.Messages);
        Assert.Equal(HarnessCollab.Protocol.Wire.LogSeverity.Warning, log.Severity);
        Assert.Contains("count", log.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", log.Message, StringComparison.Ordinal);
        Assert.EndsWith("Account::a", log.Urn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Combined_outputs_are_secret_when_one_is()
    {
        var secret = Output.CreateSecret("s");
        var open = Output.Create("o");

        Assert.Equal("o and s and 1.5", await ValueAsync(Output.Format($"{open} and {secret} and {1.5}")));
        Assert.True(await Output.IsSecretAsync(Output.Format($"{open} {secret}")));
        Assert.True(await Output.IsSecretAsync(Output.Tuple(open, secret)));
        Assert.True(await Output.IsSecretAsync(Output.All(open, secret)));
        Assert.True(await Output.IsSecretAsync(open.Apply(_ => secret)));
        Assert.False(await Output.IsSecretAsync(Output.All(open, open)));
        Assert.False(await Output.IsSecretAsync(Output.Unsecret(Output.All(open, secret))));
        Assert.Equal(["o", "s"], await ValueAsync(Output.All(open, secret)));
    }

    [Fact]
    public async Task An_outputs_text_gives_advice_and_not_its_value()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            Assert.DoesNotContain("canary", $"{Output.CreateSecret("canary")}", StringComparison.Ordinal);
        });

        Assert.Contains("Output.Format", Assert.Single(engine.Messages).Message, StringComparison.Ordinal);
    }

    private static Task<T> ValueAsync<T>(Output<T> output)
    {
        var value = new TaskCompletionSource<T>();
        output.Apply(value.TrySetResult);
        return value.Task;
    }

    private static HarnessCollab.Protocol.Wire.RegisterResourceResponse With(
        HarnessCollab.Protocol.Wire.RegisterResourceResponse answer, [System.Diagnostics.CodeAnalysis.StringSyntax("json")] string properties)
    {
        answer.Object = Struct.Parser.ParseJson(properties);
        return answer;
    }
}
