using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Crashes;

/// <summary>
/// A plugin that is killed at any moment of a write: the next run finishes the work, or takes up what was done. On both stores, over the wire.
/// </summary>
public sealed class CrashTests(CrashPlaces places) : IClassFixture<CrashPlaces>
{
    private const string Old = "old-token";
    private const string New = "new-token";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<Backend, string> Creates =>
        new(Enum.GetValues<Backend>(), ["begun", "text-written", "provider-written", "journal-written", "before-commit", "after-commit"]);

    public static MatrixTheoryData<Backend, string> Updates =>
        new(Enum.GetValues<Backend>(), ["text-written", "provider-written", "journal-written", "before-commit", "after-commit"]);

    public static MatrixTheoryData<Backend, string> Deletes =>
        new(Enum.GetValues<Backend>(), ["provider-deleted", "text-deleted", "journal-written", "before-commit", "after-commit"]);

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task Create_cut_short_is_done_or_taken_up_by_the_next_run(Backend backend, string moment)
    {
        var place = await places.OnAsync(backend);
        var name = $"create {moment}";
        await KillAsync(place, moment, plugin => CreateAsync(plugin, name));
        var next = await place.NextAsync();

        var created = await CreateAsync(next, name);

        var tookUp = next.Engine.Messages(Urn(name), LogSeverity.Warning).Any(message => message.StartsWith("HC5014", StringComparison.Ordinal));
        Assert.Equal(moment == "after-commit", tookUp);
        await AssertSoundAsync(place, created, name, name, Old);
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Update_cut_short_is_finished_by_the_next_run(Backend backend, string moment)
    {
        var place = await places.OnAsync(backend);
        var (name, renamed) = ($"update {moment}", $"updated {moment}");
        var next = await place.NextAsync();
        var created = await CreateAsync(next, name);
        await KillAsync(place, moment, plugin => plugin.UpdateAsync(Resource(name), created, Inputs(renamed, New)));

        // All or nothing: a rotation that is done shows as a credential that is no longer the one in state.
        var left = PropertyDecoder.Decode((await next.ReadAsync(Resource(name), created)).Inputs);
        Assert.Equal(moment == "after-commit" ? renamed : name, left["displayName"].AsString());
        Assert.Equal(moment != "after-commit", left.ContainsKey("apiToken"));
        var updated = await next.UpdateAsync(Resource(name), created, Inputs(renamed, New));

        await AssertSoundAsync(place, updated, name, renamed, New);
    }

    [Theory]
    [MemberData(nameof(Deletes))]
    public async Task Delete_cut_short_is_finished_by_the_next_run(Backend backend, string moment)
    {
        var place = await places.OnAsync(backend);
        var name = $"delete {moment}";
        var next = await place.NextAsync();
        var created = await CreateAsync(next, name);
        await KillAsync(place, moment, plugin => plugin.DeleteAsync(Resource(name), created));
        var left = await CountAsync(place, name);

        await next.DeleteAsync(Resource(name), created);

        Assert.Equal(moment == "after-commit" ? (0, 0) : (1, 1), left);
        Assert.Equal((0, 0), await CountAsync(place, name));
    }

    [Theory]
    [InlineData(Backend.Sqlite)]
    [InlineData(Backend.PostgreSql)]
    public async Task Making_the_store_cut_short_is_begun_anew_by_the_next_run(Backend backend)
    {
        await using var place = places.Fresh(backend);
        await KillAsync(place, "schema-written", plugin => CreateAsync(plugin, "first"));

        var created = await CreateAsync(await place.NextAsync(), "first");

        await AssertSoundAsync(place, created, "first", "first", Old);
    }

    private static async Task KillAsync(CrashPlace place, string moment, Func<PluginProcess, Task> operation)
    {
        await using var dying = await place.DyingAsync(moment);
        await Assert.ThrowsAsync<RpcException>(() => operation(dying));
        Assert.Equal(DyingPlugin.Killed, (await dying.Process.WaitAsync()).ExitCode);
    }

    private static string Resource(string name) => name.Replace(' ', '-');

    private static string Urn(string name) => PluginProcess.Urn(Resource(name));

    private static PropertyMap Inputs(string displayName, string token) => PropertyMap.Of(
        ("displayName", PropertyValue.Of(displayName)),
        ("baseUrl", PropertyValue.Of("https://jira.example.com")),
        ("username", PropertyValue.Of("bot")),
        ("apiToken", PropertyValue.SecretOf(token)));

    private static async Task<Known> CreateAsync(PluginProcess plugin, string name) =>
        await plugin.CreateAsync(Resource(name), await plugin.CheckedAsync(Resource(name), Inputs(name, Old)));

    // One row, one secret, both as wanted; and state agrees with the store.
    private static async Task AssertSoundAsync(CrashPlace place, Known known, string name, string displayName, string token)
    {
        Assert.Equal((1, 1), await CountAsync(place, name));
        await using var store = place.Open();
        var record = await store.Accounts.FindByNameAsync(displayName, Cancel);
        Assert.Equal(known.Id, record!.Id);
        Assert.Equal(token, (await store.RevealAsync(record.SecretId, Cancel))!.Reveal());
        var read = await (await place.NextAsync()).ReadAsync(Resource(name), known);
        Assert.Equal(known.Inputs, PropertyDecoder.Decode(read.Inputs));
        Assert.Equal(known.Outputs, PropertyDecoder.Decode(read.Properties));
    }

    // What the resource has in the store, under whichever name.
    private static async Task<(int Providers, int Texts)> CountAsync(CrashPlace place, string name)
    {
        await using var store = place.Open();
        return (
            await store.Accounts.ListAsync(Cancel).CountAsync(provider => provider.UpdatedBy.Urn == Urn(name), Cancel),
            await store.EncryptedTexts.ListAsync(Cancel).CountAsync(text => text.UpdatedBy.Urn == Urn(name), Cancel));
    }
}
