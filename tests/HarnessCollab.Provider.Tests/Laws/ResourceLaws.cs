using System.Text.Json;
using CsCheck;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Laws;

/// <summary>
/// What holds for every resource of the package on every store, whatever its inputs: tried with generated ones against the real plugin
/// process.
/// </summary>
public abstract class ResourceLaws : IAsyncLifetime
{
    private readonly LawFixture _fixture;

    protected ResourceLaws(LawFixture fixture)
    {
        _fixture = fixture;
        if (fixture.Missing is { } reason)
        {
            Assert.Skip(reason);
        }
    }

    public static TheoryData<string> Resources => [PluginProcess.ResourceType, PluginProcess.TextType];

    private PluginProcess Plugin => _fixture.Plugin;

    // A law that ended in the middle must not leave a cancelled plugin to the next one.
    public async ValueTask InitializeAsync() => await _fixture.AttachAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public Task Check_is_idempotent(string type) => ForAll(type, async inputs =>
    {
        var name = _fixture.NewName();
        var once = await Plugin.CheckedAsync(name, inputs, type: type);

        Assert.Equal(once, await Plugin.CheckedAsync(name, once, once, type));
    });

    [Theory]
    [MemberData(nameof(Resources))]
    public Task Create_then_read_then_diff_is_empty(string type) => ForAll(type, async inputs =>
    {
        var (name, created) = await MadeAsync(type, inputs);
        var read = await ReadAsync(name, created, type);

        Assert.Equal(created, read);
        await DiffIsEmptyAsync(name, read, inputs, type);
    });

    [Theory]
    [MemberData(nameof(Resources))]
    public Task Update_then_read_then_diff_is_empty(string type) => ForAll(type, async (before, after) =>
    {
        var (name, created) = await MadeAsync(type, before);
        var news = await Plugin.CheckedAsync(name, after, created.Inputs, type);
        var diff = await Plugin.DiffAsync(name, created, news, type);
        var updated = await Plugin.UpdateAsync(name, created, news, type: type);
        var read = await ReadAsync(name, updated, type);

        Assert.Equal(updated, read);
        Assert.Equal(diff.Diffs.Order(), diff.DetailedDiff.Keys.Select(path => path.Split('.', '[')[0]).Distinct().Order());
        Assert.Equal(diff.Changes == DiffResponse.Types.DiffChanges.DiffNone, diff.DetailedDiff.Count == 0);
        Assert.Empty(diff.Diffs.Intersect(diff.Stables));
        Assert.All(diff.Stables, stable => Assert.Equal(created.Outputs.Find(stable), updated.Outputs.Find(stable)));
        await DiffIsEmptyAsync(name, read, after, type);
    });

    [Theory]
    [MemberData(nameof(Resources))]
    public Task A_preview_writes_nothing(string type) => ForAll(type, async (before, after) =>
    {
        var name = _fixture.NewName();
        var writes = await _fixture.Store.WritesAsync();
        var planned = await Plugin.CreateAsync(name, await Plugin.CheckedAsync(name, before, type: type), preview: true, type);
        Assert.Equal("", planned.Id);
        Assert.Equal(writes, await _fixture.Store.WritesAsync());

        var created = await Plugin.CreateAsync(name, await Plugin.CheckedAsync(name, before, type: type), type: type);
        writes = await _fixture.Store.WritesAsync();
        await Plugin.UpdateAsync(name, created, await Plugin.CheckedAsync(name, after, created.Inputs, type), preview: true, type);

        Assert.Equal(writes, await _fixture.Store.WritesAsync());
        Assert.Equal(created, await ReadAsync(name, created, type));
    });

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task What_is_not_known_yet_never_crashes_a_preview_and_stays_unknown(string type)
    {
        var properties = await PropertiesAsync(type, secretsOnly: false);
        await ForAll(Gen.Select(Named(type), Gen.Shuffle(properties, 1, 3)), async (inputs, unknown) =>
        {
            var (name, created) = await MadeAsync(type, inputs);
            var given = unknown.Aggregate(inputs, (all, property) => all.ContainsKey(property) ? all.With(property, PropertyValue.Unknown) : all);
            var news = await Plugin.CheckedAsync(name, given, created.Inputs, type);
            var planned = await Plugin.CreateAsync(
                _fixture.NewName(), news.With(ResourceGen.NameOf(type), PropertyValue.Of(_fixture.NewName())), preview: true, type);
            var updated = await Plugin.UpdateAsync(name, created, news, preview: true, type);
            var diff = await Plugin.DiffAsync(name, created, news, type);

            foreach (var property in unknown.Where(inputs.ContainsKey))
            {
                Assert.True(news[property].ContainsUnknowns, $"{property} became known in Check");
                Assert.True(updated.Outputs[property].ContainsUnknowns, $"{property} became known in Update");
                Assert.True(property == ResourceGen.NameOf(type) || planned.Outputs[property].ContainsUnknowns, $"{property} became known in Create");
                Assert.Contains(property, diff.Diffs);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Secrets_stay_secret_on_every_path(string type)
    {
        var secrets = await PropertiesAsync(type, secretsOnly: true);
        await ForAll(type, async (before, after) =>
        {
            var name = _fixture.NewName();
            var inputs = await Plugin.CheckedAsync(name, before, type: type);
            var planned = await Plugin.CreateAsync(name, inputs, preview: true, type);
            var created = await Plugin.CreateAsync(name, inputs, type: type);
            var read = await ReadAsync(name, created, type);
            var updated = await Plugin.UpdateAsync(name, read, await Plugin.CheckedAsync(name, after, created.Inputs, type), type: type);

            foreach (var values in new[] { inputs, planned.Outputs, created.Outputs, read.Inputs, read.Outputs, updated.Outputs })
            {
                Assert.Contains(secrets, values.ContainsKey);
                Assert.All(secrets.Where(values.ContainsKey), secret => Assert.IsType<SecretValue>(values[secret]));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public Task Delete_may_be_repeated_and_leaves_nothing(string type) => ForAll(type, async inputs =>
    {
        var objects = Math.Max(0, await _fixture.Store.ObjectsAsync());
        var (name, created) = await MadeAsync(type, inputs);

        await Plugin.DeleteAsync(name, created, type);
        await Plugin.DeleteAsync(name, created, type);

        Assert.Equal("", (await Plugin.ReadAsync(name, created, type)).Id);
        Assert.Equal(objects, await _fixture.Store.ObjectsAsync());
        var late = await Assert.ThrowsAsync<RpcException>(() => Plugin.UpdateAsync(name, created, created.Inputs, type: type));
        Assert.StartsWith("HC5006", late.Status.Detail, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Cancel_stops_every_verb_and_nothing_is_written(string type)
    {
        var inputs = Named(type).Single();
        var (name, created) = await MadeAsync(type, inputs);
        var writes = await _fixture.Store.WritesAsync();
        await Plugin.Client.CancelAsync(new Empty(), deadline: PluginProcess.Deadline);

        Func<Task>[] verbs =
        [
            () => Plugin.CheckAsync(name, inputs, type: type),
            () => Plugin.DiffAsync(name, created, created.Inputs, type),
            () => Plugin.CreateAsync(_fixture.NewName(), created.Inputs, type: type),
            () => Plugin.ReadAsync(name, created, type),
            () => Plugin.UpdateAsync(name, created, created.Inputs, type: type),
            () => Plugin.DeleteAsync(name, created, type),
        ];
        foreach (var verb in verbs)
        {
            var error = await Assert.ThrowsAsync<RpcException>(verb);
            Assert.Equal(StatusCode.Cancelled, error.StatusCode);
            Assert.StartsWith("HC5009", error.Status.Detail, StringComparison.Ordinal);
        }

        Assert.Equal(writes, await _fixture.Store.WritesAsync());
        Assert.NotEqual("", await Plugin.VersionAsync());
    }

    private Gen<PropertyMap> Named(string type) =>
        ResourceGen.Of(type).Select(inputs => _fixture.Fit(inputs).With(ResourceGen.NameOf(type), PropertyValue.Of($" {_fixture.NewName()} ")));

    private Task ForAll(string type, Func<PropertyMap, Task> law) => ForAll(Named(type), law);

    private Task ForAll(string type, Func<PropertyMap, PropertyMap, Task> law) =>
        ForAll(Gen.Select(Named(type), Named(type)), pair => law(pair.Item1, pair.Item2));

    private Task ForAll<T1, T2>(Gen<(T1, T2)> gen, Func<T1, T2, Task> law) => ForAll(gen, pair => law(pair.Item1, pair.Item2));

    // One after the other: they share a process, and a failure is told with the inputs that made it.
    private Task ForAll<T>(Gen<T> gen, Func<T, Task> law) => gen.SampleAsync(law, iter: _fixture.Tries, threads: 1);

    private async Task<(string Name, Known Known)> MadeAsync(string type, PropertyMap inputs)
    {
        var name = _fixture.NewName();
        return (name, await Plugin.CreateAsync(name, await Plugin.CheckedAsync(name, inputs, type: type), type: type));
    }

    private async Task<Known> ReadAsync(string name, Known known, string type)
    {
        var response = await Plugin.ReadAsync(name, known, type);
        return new(response.Id, PropertyDecoder.Decode(response.Inputs), PropertyDecoder.Decode(response.Properties));
    }

    private async Task DiffIsEmptyAsync(string name, Known known, PropertyMap inputs, string type)
    {
        var diff = await Plugin.DiffAsync(name, known, await Plugin.CheckedAsync(name, inputs, known.Inputs, type), type);
        Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone, diff.Changes);
        Assert.True(diff.HasDetailedDiff);
        Assert.Empty(diff.DetailedDiff);
    }

    private async Task<string[]> PropertiesAsync(string type, bool secretsOnly)
    {
        var response = await Plugin.Client.GetSchemaAsync(new GetSchemaRequest(), deadline: PluginProcess.Deadline);
        using var schema = JsonDocument.Parse(response.Schema);
        return [.. schema.RootElement.GetProperty("resources").GetProperty(type).GetProperty("inputProperties").EnumerateObject()
            .Where(property => !secretsOnly || property.Value.TryGetProperty("secret", out _))
            .Select(property => property.Name)];
    }
}
