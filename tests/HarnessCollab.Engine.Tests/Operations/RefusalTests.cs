using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Operations;

/// <summary>What only the Pulumi CLI does is refused by name, and the resource is not touched.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Options => [.. Refused.Keys];

    private static readonly Dictionary<string, Action<RegisterResourceRequest>> Refused = new()
    {
        ["a remote component"] = request => request.Remote = true,
        ["the option 'transforms'"] = request => request.Transforms.Add(new Callback()),
        ["the option 'hooks'"] = request => request.Hooks = new() { BeforeCreate = { "hook" } },
        ["a parameterized package"] = request => request.PackageRef = "ref",
        ["the option 'replaceOnChanges'"] = request => request.ReplaceOnChanges.Add("size"),
        ["the option 'replaceWith'"] = request => request.ReplaceWith.Add("urn"),
        ["the option 'replacementTrigger'"] = request => request.ReplacementTrigger = new() { StringValue = "now" },
        ["the option 'hideDiffs'"] = request => request.HideDiffs.Add("size"),
        ["the option 'envVarMappings'"] = request => request.EnvVarMappings.Add("A", "B"),
        ["an alias other than by name"] = request => request.Aliases.Add(new Alias { Urn = "urn:pulumi:dev::project::fake:index:Thing::old" }),
        ["an asset or archive"] = request => request.Object.Fields["size"] = AssetText(),
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task What_is_not_supported_is_refused_by_name(string what)
    {
        await using var world = await World.StartAsync();

        var result = await world.UpAsync(program => program.ThingAsync("a", World.Size(1), Refused[what]));

        Assert.False(result.Succeeded);
        Assert.Contains(
            $"error : fake:index:Thing resource 'a': {what} is not supported by collab; use the Pulumi CLI for this program, or leave it out",
            world.Events.Messages);
        Assert.Empty(world.Provider.Objects);
    }

    [Fact]
    public async Task A_stack_reference_is_refused()
    {
        await using var world = await World.StartAsync();

        var result = await world.UpAsync(program => program.Monitor.ReadResourceAsync(
            new ReadResourceRequest { Type = "pulumi:pulumi:StackReference", Name = "other", Id = "organization/other/dev", Properties = new() },
            cancellationToken: program.Ended).ResponseAsync);

        Assert.False(result.Succeeded);
        Assert.Contains(world.Events.Messages, message => message.Contains("a stack reference is not supported by collab", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transforms_and_hooks_of_the_whole_program_are_refused()
    {
        await using var world = await World.StartAsync();

        await world.UpAsync(program => program.Monitor.RegisterStackTransformAsync(new Callback(), cancellationToken: program.Ended).ResponseAsync);
        Assert.Contains(
            "error : the program: a stack transform is not supported by collab; use the Pulumi CLI for this program, or leave it out",
            world.Events.Messages);

        await world.UpAsync(
            program => program.Monitor.RegisterResourceHookAsync(new RegisterResourceHookRequest(), cancellationToken: program.Ended).ResponseAsync);
        Assert.Contains(
            "error : the program: a resource hook is not supported by collab; use the Pulumi CLI for this program, or leave it out",
            world.Events.Messages);
    }

    [Theory]
    [InlineData("pulumi:autonaming")]
    [InlineData("pulumi:disable-default-providers")]
    public async Task Settings_of_an_engine_that_this_one_is_not_are_refused_before_anything_begins(string setting)
    {
        await using var world = await World.StartAsync();
        world.Config = world.Config.Add(setting, new ConfigValue("{}", Secret: false));

        var refusal = await Assert.ThrowsAsync<EngineException>(() => world.UpAsync(program => program.ThingAsync("a", World.Size(1))));

        Assert.Contains(setting, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(world.Events.Messages);
    }

    private static Google.Protobuf.WellKnownTypes.Value AssetText() =>
        PropertyEncoder.Encode(PropertyMap.Of(("asset", PropertyValue.Of(PropertyMap.Of(
            (Signatures.Key, PropertyValue.Of(Signatures.Asset)), ("text", PropertyValue.Of("x"))))))).Fields["asset"];
}
