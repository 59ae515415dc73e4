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
    public async Task Every_answer_says_whether_the_resource_is_to_be_read_before_updates(string type)
    {
        await ForAll(type, async inputs =>
        {
            foreach (var wish in new[] { "always", "onRefresh" })
            {
                await _fixture.AttachAsync(wish);
                var name = _fixture.NewName();
                var named = inputs.With(ResourceGen.NameOf(type), PropertyValue.Of(name));
                var news = await Plugin.CheckedAsync(name, named, type: type);
                var create = await Plugin.Client.CreateAsync(
                    new CreateRequest { Urn = PluginProcess.Urn(name, type), Type = type, Properties = PropertyEncoder.Encode(news) },
                    deadline: PluginProcess.Deadline);
                var update = await Plugin.Client.UpdateAsync(
                    new UpdateRequest
                    {
                        Id = create.Id, Urn = PluginProcess.Urn(name, type), Type = type, Olds = create.Properties,
                        OldInputs = PropertyEncoder.Encode(news), News = PropertyEncoder.Encode(news),
                    },
                    deadline: PluginProcess.Deadline);
                var read = await Plugin.ReadAsync(name, new Known(create.Id, news, PropertyDecoder.Decode(update.Properties)), type);

                Assert.All(
                    [create.RefreshBeforeUpdate, update.RefreshBeforeUpdate, read.RefreshBeforeUpdate], said => Assert.Equal(wish == "always", said));
            }
        });
    }

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
    public async Task What_is_listed_is_listed_once_and_can_be_imported(string type)
    {
        (string Name, Known Known)[] made = [await MadeAsync(type), await MadeAsync(type), await MadeAsync(type)];

        var listed = await PagesAsync(type, pageSize: 2);

        Assert.Equal(listed, Results(await Plugin.ListAsync(type)));
        Assert.Equal(listed.DistinctBy(each => each.Id).OrderBy(each => each.Id, StringComparer.Ordinal), listed);
        Assert.Subset(listed.Select(each => each.Id).ToHashSet(), made.Select(each => each.Known.Id).ToHashSet());
        foreach (var each in listed)
        {
            var read = await Plugin.ImportAsync(_fixture.NewName(), each.Id, type);
            Assert.Equal((each.Id, each.Name), (read.Id, PropertyDecoder.Decode(read.Inputs)[ResourceGen.NameOf(type)].AsString()));
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task What_stays_is_listed_once_whatever_is_written_between_two_pages(string type)
    {
        (string Name, Known Known)[] made = [await MadeAsync(type), await MadeAsync(type), await MadeAsync(type), await MadeAsync(type)];
        string[] ids = [.. made.Select(each => each.Known.Id).Order(StringComparer.Ordinal)];
        var gone = made.Single(each => each.Known.Id == ids[1]);

        var listed = await PagesAsync(type, pageSize: 1, async result =>
        {
            if (result.Id == gone.Known.Id)
            {
                await Plugin.DeleteAsync(gone.Name, gone.Known, type);
                foreach (var (name, known) in made.Where(each => each != gone))
                {
                    var renamed = known.Inputs.With(ResourceGen.NameOf(type), PropertyValue.Of(_fixture.NewName()));
                    await Plugin.UpdateAsync(name, known, await Plugin.CheckedAsync(name, renamed, known.Inputs, type), type: type);
                }

                await MadeAsync(type);
            }
        });

        Assert.Equal(ids, listed.Select(each => each.Id).Where(ids.Contains));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task A_list_keeps_to_its_query_and_its_limit(string type)
    {
        var (_, known) = await MadeAsync(type);
        await MadeAsync(type);
        var prefix = $"{ResourceGen.NameOf(type)}Prefix";
        var name = known.Inputs[ResourceGen.NameOf(type)];

        var limited = await Plugin.ListAsync(type, limit: 1, pageSize: 5);

        Assert.Equal(
            [ListResponse.ResponseOneofCase.Result, ListResponse.ResponseOneofCase.Continuation], limited.Select(answer => answer.ResponseCase));
        Assert.Contains(known.Id, Results(await Plugin.ListAsync(type, PropertyMap.Of((prefix, name)))).Select(each => each.Id));
        Assert.Empty(await Plugin.ListAsync(type, PropertyMap.Of((prefix, PropertyValue.Of("nobody is called so")))));
        Assert.NotNull(Assert.Single(await Plugin.ListAsync(type, PropertyMap.Of((prefix, PropertyValue.Unknown)))).Computed);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task A_list_that_makes_no_sense_says_why(string type)
    {
        await RefusesAsync(Plugin.ListAsync(type, PropertyMap.Of(("nickname", PropertyValue.Of("x")))), "HC1003: the list of ");
        await RefusesAsync(Plugin.ListAsync(type, PropertyMap.Of(("orgId", PropertyValue.Of(true)))), "HC1002: 'orgId' of the list of ");
        await RefusesAsync(Plugin.ListAsync(type, token: "2"), "HC5001: List got a request that cannot be answered: the continuation token ");
        await RefusesAsync(Plugin.ListAsync(type, limit: -1), "HC5001: List got a request that cannot be answered: a limit of -1 ");
        await RefusesAsync(Plugin.ListAsync(type, pageSize: -5), "HC5001: List got a request that cannot be answered: a page_size of -5 ");
        await RefusesAsync(Plugin.ListAsync(type + "s"), "HC5002: ");

        static async Task RefusesAsync(Task call, string beginning)
        {
            var error = await Assert.ThrowsAsync<RpcException>(() => call);
            Assert.StartsWith(beginning, error.Status.Detail, StringComparison.Ordinal);
        }
    }

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
            () => Plugin.ListAsync(type),
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

    private Task<(string Name, Known Known)> MadeAsync(string type) => MadeAsync(type, Named(type).Single());

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

    // All pages, as an engine asks for them; between two of them something may happen.
    private async Task<IReadOnlyList<ListResponse.Types.Result>> PagesAsync(
        string type, long pageSize, Func<ListResponse.Types.Result, Task>? between = null)
    {
        var all = new List<ListResponse.Types.Result>();
        for (string? token = ""; token is not null;)
        {
            var answers = await Plugin.ListAsync(type, pageSize: pageSize, token: token);
            var page = Results(answers);
            Assert.InRange(page.Length, 1, pageSize);
            all.AddRange(page);
            token = answers[^1].Continuation?.ContinuationToken;
            foreach (var result in between is null ? [] : page)
            {
                await between!(result);
            }
        }

        return all;
    }

    private static ListResponse.Types.Result[] Results(IEnumerable<ListResponse> answers) =>
        [.. answers.Where(answer => answer.Result is not null).Select(answer => answer.Result)];

    private async Task<string[]> PropertiesAsync(string type, bool secretsOnly)
    {
        var response = await Plugin.Client.GetSchemaAsync(new GetSchemaRequest(), deadline: PluginProcess.Deadline);
        using var schema = JsonDocument.Parse(response.Schema);
        return [.. schema.RootElement.GetProperty("resources").GetProperty(type).GetProperty("inputProperties").EnumerateObject()
            .Where(property => !secretsOnly || property.Value.TryGetProperty("secret", out _))
            .Select(property => property.Name)];
    }
}
