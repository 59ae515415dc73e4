using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Hosting;
using HarnessCollab.Provider.Rpc;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources;

/// <summary>What a list gives beyond the laws: its filters, what it leaves out, and how much memory it takes.</summary>
public sealed class ListTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    private const int Large = 10_000;

    [Fact]
    public async Task Accounts_are_found_by_the_beginning_of_their_name_by_host_and_by_user()
    {
        await CreatedAsync("a", Sandbox.Good("ops-a"));
        await CreatedAsync("b", Sandbox.Good("ops-b"));
        Sql("update providers set base_url = 'https://jira.example.com:8443/jira', username = 'Anna' where display_name = 'ops-b'");

        Assert.Equal(["ops-a", "ops-b"], await NamesAsync(("displayNamePrefix", "ops-")));
        Assert.Empty(await NamesAsync(("displayNamePrefix", "OPS")));
        Assert.Equal(["ops-b"], await NamesAsync(("host", "Jira.Example.com")));
        Assert.Equal(["ops-b"], await NamesAsync(("username", "anna"), ("displayNamePrefix", "ops")));
        Assert.Equal(["ops-a", "ops-b"], await NamesAsync(("host", ""), ("username", "")));
        Assert.Empty(await NamesAsync(("username", "anna"), ("displayNamePrefix", "ops-a")));
    }

    [Fact]
    public async Task A_text_that_goes_with_an_account_is_not_in_the_list()
    {
        await CreatedAsync();
        await TextCreatedAsync();

        Assert.Equal(["jira-token"], (await Plugin.ListAsync(Type)).Select(answer => answer.Result.Name));
    }

    [Fact]
    public async Task What_only_other_stores_have_is_refused_by_name()
    {
        await CreatedAsync();

        var error = await FailsAsync(Plugin.ListAsync(PluginProcess.ResourceType, PropertyMap.Of(("orgId", PropertyValue.Of("default")))));

        Assert.StartsWith("HC1020: 'orgId' of the list of JiraCollaborationProviders", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_no_empty_list()
    {
        var error = await FailsAsync(Plugin.ListAsync(PluginProcess.ResourceType));

        Assert.StartsWith("HC3002: there is no store at ", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_is_begun_again_goes_on_behind_what_was_written()
    {
        string[] names = ["ops-a", "ops-b", "ops-c", "ops-d"];
        foreach (var name in names)
        {
            await CreatedAsync(name, Sandbox.Good(name));
        }

        await using var state = new PluginState(new EngineLog());
        state.Configure(() => new SessionFactory(new ProcessEnvironment(), TimeProvider.System).Create(
            PropertyMap.Of(("store", PropertyValue.Of($"sqlite:{StorePath}"))), attached: false, "", state.Log, state.Memory));
        var answers = new BrokenOnce();
        var stream = new ListStream(new ListRequest { Token = PluginProcess.ResourceType, Limit = 3 }, answers, state);

        await Assert.ThrowsAsync<IOException>(() => stream.WriteAsync(TestContext.Current.CancellationToken));
        await stream.WriteAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, answers.Written.Where(answer => answer.Result is not null).DistinctBy(answer => answer.Result.Id).Count());
        Assert.Equal(4, answers.Written.Count);
        Assert.NotNull(answers.Written[^1].Continuation);
    }

    [Fact]
    public async Task Ten_thousand_large_rows_pass_through_little_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        await CreatedAsync("seed", Sandbox.Good("seed"));
        await Plugin.ListAsync(PluginProcess.ResourceType);
        // All of them together are 160 MB as text.
        Sql(
            $"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Large})
            INSERT INTO providers (id, display_name, folded_name, base_url, credential_kind, tags, text_id, owns_text, revision, owner,
                updated_user, updated_host, updated_at, created_at, description)
            SELECT 'jcp_' || i, 'name ' || i, 'name ' || i, base_url, credential_kind, tags, text_id, 0, 1, owner,
                updated_user, updated_host, updated_at, created_at, hex(zeroblob(4096)) FROM providers, n
            """);
        var before = PeakOf(Plugin);

        using var call = Plugin.Client.List(new ListRequest { Token = PluginProcess.ResourceType }, deadline: PluginProcess.Deadline);
        var count = 0;
        await foreach (var _ in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            // A reader that takes its time, in the middle of the stream.
            await Task.Delay(count++ == Large / 2 ? 500 : 0, TestContext.Current.CancellationToken);
        }

        Assert.Equal(Large + 1, count);
        Assert.InRange(PeakOf(Plugin) - before, 0, 64);
    }

    // Takes one answer, refuses the second, and then takes all.
    private sealed class BrokenOnce : IServerStreamWriter<ListResponse>
    {
        private bool _broke;

        public List<ListResponse> Written { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(ListResponse message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(ListResponse message, CancellationToken cancellationToken)
        {
            if (Written.Count == 1 && !_broke)
            {
                _broke = true;
                throw new IOException();
            }

            Written.Add(message);
            return Task.CompletedTask;
        }
    }

    // In MiB, since the process began.
    private static long PeakOf(PluginProcess plugin) =>
        long.Parse(
            File.ReadLines($"/proc/{plugin.Process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            System.Globalization.CultureInfo.InvariantCulture) / 1024;

    private async Task<string[]> NamesAsync(params (string Name, string Value)[] query) =>
        [.. (await Plugin.ListAsync(
            PluginProcess.ResourceType, PropertyMap.From(query.Select(each => KeyValuePair.Create(each.Name, PropertyValue.Of(each.Value))))))
            .Select(answer => answer.Result.Name)
            .Order(StringComparer.Ordinal)];
}
