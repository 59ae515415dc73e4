using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Rpc;

/// <summary>
/// Known secrets go through every call, well and badly. No error, trailer, failure, log, output of the process at its most talkative, or file
/// may hold one; answers hold them under a secret mark only.
/// </summary>
public sealed class CanaryEverywhereTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private const string Mark = "canary-5d1e";
    private const string Token = $"{Mark}-token";

    // 32 bytes, so that it is a key; told from all other text as well.
    private static readonly string StoreKey = Convert.ToBase64String(Encoding.ASCII.GetBytes("canary-5d1e-key-0123456789abcdef"));

    private static readonly Dictionary<string, string?> Talkative = new()
    {
        ["Logging__LogLevel__Default"] = "Trace",
        ["GRPC_TRACE"] = "all",
        ["GRPC_VERBOSITY"] = "debug",
        ["HARNESSCOLLAB_STORE_KEY"] = StoreKey,
    };

    private readonly StringBuilder _seen = new();
    private JiraSandbox _jira = null!;

    [Fact]
    public async Task A_secret_is_nowhere_but_under_a_secret_mark()
    {
        _jira = await JiraSandbox.StartAsync("--token", Token);
        await using var jira = _jira;
        await using var plugin = await PluginProcess.StartAsync(Folder.Path, Talkative, flags: ["--logtostderr", "-v=9", "--logflow"]);
        await ConfigurationAsync(plugin);
        var (provider, text) = await GoodAsync(plugin);
        await BadAsync(plugin, provider);
        await FunctionsAsync(plugin);
        await ExecAsync();
        await ForeignEditAsync(provider);
        await UnwellAsync(provider);
        await SeeAsync(plugin.DeleteAsync("jira", provider));
        await SeeAsync(plugin.DeleteAsync("text", text, PluginProcess.TextType));
        See(string.Join('\n', plugin.Engine.Logs.Select(log => log.ToString())) + plugin.Process.Output + plugin.Process.Errors);

        Assert.Matches("^[0-9]+\n$", plugin.Process.Output);
        Assert.True(_seen.Length > 10_000, "too little was seen");
        Assert.DoesNotContain(Mark, _seen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(StoreKey, _seen.ToString(), StringComparison.Ordinal);
        var files = Files.AllIn(Folder.Path).ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Mark)));
            Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Mark)));
            Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(StoreKey)));
        });
    }

    private async Task ConfigurationAsync(PluginProcess plugin)
    {
        var secrets = PropertyMap.Of(
            ("jiraApiToken", PropertyValue.SecretOf($"{Mark}-default\n")),
            ("jiraPassword", PropertyValue.SecretOf($"{Mark}-two")),
            ("apiKey", PropertyValue.SecretOf($"{Mark}-key\0")),
            ("store", PropertyValue.SecretOf($"Nonsense={Mark}")),
            ("storeKey", PropertyValue.SecretOf(PropertyValue.Of([PropertyValue.Of($"{Mark}-list")]))),
            ("caCertificates", PropertyValue.SecretOf($"-----BEGIN {Mark}")));
        foreach (var (name, value) in secrets.Concat([KeyValuePair.Create("all", PropertyValue.Of(secrets))]))
        {
            var given = name == "all" ? secrets : PropertyMap.Of((name, value));
            await SeeAsync(plugin.Client.CheckConfigAsync(
                new CheckRequest { Urn = "urn:p", News = PropertyEncoder.Encode(given, new EncodeOptions(KeepSecrets: true)) },
                deadline: PluginProcess.Deadline));
            await SeeAsync(plugin.Client.DiffConfigAsync(
                new DiffRequest { Urn = "urn:p", Olds = new Struct(), News = PropertyEncoder.Encode(given) }, deadline: PluginProcess.Deadline));
            await SeeAsync(plugin.ConfigureAsync(given));
            await AttachAsync(plugin);
        }

        // The same as an engine without secrets sends it.
        await SeeAsync(plugin.Client.CheckConfigAsync(new CheckRequest
        {
            Urn = "urn:pulumi:dev::tests::pulumi:providers:harnesscollab::p",
            News = PropertyEncoder.Encode(secrets, new EncodeOptions(KeepSecrets: false)),
        }, deadline: PluginProcess.Deadline));

        // A store that cannot be reached, with a password in its address.
        await SeeAsync(
            plugin.ConfigureAsync(PropertyMap.Of(("store", PropertyValue.SecretOf($"postgres://me:{Mark}-pw@127.0.0.1:9/db?connect_timeout=1")))));
        await SeeAsync(plugin.CreateAsync("jira", Account));
        await SeeAsync(plugin.InvokeAsync("getJiraCollaborationProviders", PropertyMap.Empty));
        await AttachAsync(plugin);
        await plugin.ConfigureAsync(
            PropertyMap.Of(("store", PropertyValue.SecretOf($"sqlite:{StorePath}")), ("jiraApiToken", PropertyValue.SecretOf($"{Mark}-default"))));
    }

    private async Task<(Known Provider, Known Text)> GoodAsync(PluginProcess plugin)
    {
        var inputs = await plugin.CheckedAsync("jira", Account);
        See(inputs);
        See((await plugin.CreateAsync("jira", inputs, preview: true)).Outputs);
        var created = await plugin.CreateAsync("jira", inputs);
        See(created.Outputs);
        See(PropertyDecoder.Decode((await plugin.ReadAsync("jira", created)).Properties));
        await SeeAsync(plugin.DiffAsync("jira", created, inputs.With("apiToken", PropertyValue.SecretOf($"{Mark}-other"))));
        var renamed = await plugin.UpdateAsync(
            "jira", created, await plugin.CheckedAsync("jira", inputs.With("description", PropertyValue.Of("x")), created.Inputs));
        See(renamed.Outputs);
        See(PropertyDecoder.Decode((await plugin.ImportAsync("imported", created.Id)).Inputs));

        var value = PropertyMap.Of(("name", PropertyValue.Of("shared")), ("value", PropertyValue.Of($"{Mark}-text")));
        var text = await plugin.CreateAsync(
            "text", await plugin.CheckedAsync("text", value, type: PluginProcess.TextType), type: PluginProcess.TextType);
        See(text.Outputs);
        return (renamed, text);
    }

    private async Task BadAsync(PluginProcess plugin, Known known)
    {
        foreach (var wrong in new[] { $"{Mark}\n", $"{Mark}\0", $" {Mark}", $"{Mark}{new string('x', 1 << 20)}" }.Select(PropertyValue.Of)
            .Concat([
                PropertyValue.Of([PropertyValue.Of(Mark)]),
                PropertyValue.Of(PropertyMap.Of(("a", PropertyValue.Of(Mark)))),
                new AssetValue("", AssetSource.Text, Mark),
            ]))
        {
            foreach (var property in new[] { "apiToken", "password", "personalAccessToken" })
            {
                await SeeAsync(plugin.CheckAsync("bad", Account.Without("apiToken").With(property, wrong)));
            }

            await SeeAsync(plugin.CheckAsync("bad", Account.With("connectionTest", PropertyValue.Of(PropertyMap.Of(("credential", wrong))))));
        }

        foreach (var url in new[] { $"https://me:{Mark}@jira.example.com", $"https://jira.example.com?{Mark}", $"https://jira.example.com/#{Mark}" })
        {
            await SeeAsync(plugin.CheckAsync("bad", Account.With("baseUrl", PropertyValue.Of(url))));
        }

        await SeeAsync(plugin.CheckAsync("bad", Account.With("username", PropertyValue.Of($"me:{Mark}"))));
        var refused = known.Inputs.With("apiToken", PropertyValue.SecretOf($"{Mark}-refused"));
        await SeeAsync(plugin.CreateAsync("other", known.Inputs));
        await SeeAsync(plugin.CreateAsync("other", refused.With("displayName", PropertyValue.Of("other")), preview: true));
        await SeeAsync(plugin.CreateAsync("other", refused.With("displayName", PropertyValue.Of("other"))));
        await SeeAsync(plugin.UpdateAsync("jira", known, refused));
        await SeeAsync(plugin.UpdateAsync("jira", known, refused, preview: true));
        await SeeAsync(plugin.CreateAsync("slow", refused, timeout: 1e-6));
        await SeeAsync(plugin.ReadAsync("jira", known with { Outputs = known.Outputs.With("storeId", PropertyValue.Of("another")) }));
        await SeeAsync(plugin.DeleteAsync("jira", known with { Outputs = known.Outputs.With("storeId", PropertyValue.Of("another")) }));

        // A secret that is no secret, and bytes that are no message.
        var broken = new Struct { Fields = { [Signatures.Key] = Value.ForString(Signatures.Secret), ["valeu"] = Value.ForString(Mark) } };
        await SeeAsync(plugin.Client.CheckAsync(
            new CheckRequest { Urn = PluginProcess.Urn("x"), News = new Struct { Fields = { ["apiToken"] = Value.ForStruct(broken) } } },
            deadline: PluginProcess.Deadline));
        var bytes = new CheckRequest { Urn = PluginProcess.Urn("x"), News = PropertyEncoder.Encode(Account) }.ToByteArray()[..^3];
        var raw = Marshallers.Create<byte[]>(value => value, value => value);
        await SeeAsync(plugin.Invoker.AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, "pulumirpc.ResourceProvider", "Check", raw, raw),
            null,
            new CallOptions(deadline: PluginProcess.Deadline),
            bytes).ResponseAsync);
    }

    private async Task FunctionsAsync(PluginProcess plugin)
    {
        var settings = Account.Without("displayName");
        await SeeAsync(plugin.InvokeAsync("testJiraConnection", settings));
        await SeeAsync(plugin.InvokeAsync("testJiraConnection", settings.With("apiToken", PropertyValue.SecretOf($"{Mark}-wrong"))));
        await SeeAsync(plugin.InvokeAsync("testJiraConnection", settings.With("password", PropertyValue.SecretOf($"{Mark}-second"))));
        await SeeAsync(plugin.InvokeAsync("getJiraCollaborationProvider", PropertyMap.Of(("displayName", PropertyValue.Of("account")))));
        await SeeAsync(plugin.InvokeAsync("getJiraCollaborationProvider", PropertyMap.Of(("displayName", PropertyValue.Of("nobody")))));
        await SeeAsync(plugin.InvokeAsync("getJiraCollaborationProviders", PropertyMap.Empty));
    }

    private async Task UnwellAsync(Known known)
    {
        await _jira.SetAsync(new { token = "revoked" });
        await using var next = await PluginProcess.StartAsync(
            Folder.Path, new Dictionary<string, string?>(Talkative) { ["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "enforce" });
        await next.ConfigureAsync(PropertyMap.Of(("store", PropertyValue.SecretOf($"sqlite:{StorePath}"))));
        var error = await FailsAsync(next.ReadAsync("jira", known));
        See(error.Status.Detail);
        var detail = error.GetRpcStatus()!.GetDetail<ErrorResourceInitFailed>()!;
        See(PropertyDecoder.Decode(detail.Properties));
        See(PropertyDecoder.Decode(detail.Inputs));
        See(string.Join('\n', detail.Reasons) + string.Join('\n', next.Engine.Logs.Select(log => log.ToString())) + next.Process.Output
            + next.Process.Errors);
    }

    // The command gets the account's secret and no other; what is said when it cannot be run has none.
    private async Task ExecAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var outside = new Dictionary<string, string?>
        {
            ["PULUMI_CONFIG"] = $$"""{"harnesscollab:storeKey":"{{StoreKey}}","harnesscollab:apiKey":"{{Mark}}-config"}""",
            ["PULUMI_CONFIG_PASSPHRASE"] = $"{Mark}-passphrase",
            ["PULUMI_ACCESS_TOKEN"] = $"{Mark}-access", ["PULUMI_BACKEND_URL"] = $"postgres://me:{Mark}@db/state",
            ["HARNESS_PLATFORM_API_KEY"] = $"{Mark}-harness",
            ["PGPASSWORD"] = $"{Mark}-pg", ["HARNESSCOLLAB_STORE"] = $"sqlite:{StorePath}", ["HARNESSCOLLAB_STORE_KEY"] = StoreKey,
        };
        string[] exec = ["accounts", "exec", "--account", "account", "--application", "shop", "--environment", "test", "--"];
        var ran = await ChildProcess.RunAsync(Artifacts.Plugin, [.. exec, "env"], Folder.Path, outside);
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains($"JIRA_API_TOKEN={Token}\n", ran.Output, StringComparison.Ordinal);
        See(ran.All.Replace(Token, "", StringComparison.Ordinal));
        See((await ChildProcess.RunAsync(Artifacts.Plugin, [.. exec, "no-such-program"], Folder.Path, outside)).All);
        See((await ChildProcess.RunAsync(
            Artifacts.Plugin, ["accounts", "exec", "--account", "nobody", .. exec[4..], "env"], Folder.Path, outside)).All);
        See((await ChildProcess.RunAsync(Artifacts.Plugin, ["accounts", "show", "account", "--json"], Folder.Path, outside)).All);
        See((await ChildProcess.RunAsync(Artifacts.Plugin, ["doctor", "--account", "account", "--json"], Folder.Path, outside)).All);
    }

    // Somebody without the key points the account at a host of theirs: what refresh and the commands say of it, and what that host gets,
    // has no secret.
    private async Task ForeignEditAsync(Known known)
    {
        await using var other = Script.Server.Start();
        Sql($"update providers set base_url = '{other.Url}'");
        await using var next = await PluginProcess.StartAsync(Folder.Path, Talkative);
        await next.ConfigureAsync(PropertyMap.Of(("store", PropertyValue.SecretOf($"sqlite:{StorePath}"))));
        var read = await next.ReadAsync("jira", known);
        See(PropertyDecoder.Decode(read.Inputs));
        See(PropertyDecoder.Decode(read.Properties));
        Assert.Contains(next.Engine.Logs, log => log.Message.StartsWith("HC4140: ", StringComparison.Ordinal));
        See(string.Join('\n', next.Engine.Logs.Select(log => log.ToString())) + next.Process.Output + next.Process.Errors);
        var outside = new Dictionary<string, string?> { ["HARNESSCOLLAB_STORE"] = $"sqlite:{StorePath}", ["HARNESSCOLLAB_STORE_KEY"] = StoreKey };
        string[][] commands =
        [
            ["accounts", "exec", "--account", "account", "--application", "shop", "--environment", "test", "--", "env"],
            ["doctor", "--account", "account"], ["doctor", "--account", "account", "--json"],
            ["accounts", "seal", "account"], ["accounts", "show", "account"], ["accounts", "list", "--json"], ["store", "log"], ["store", "info"],
        ];
        foreach (var command in commands)
        {
            See((await ChildProcess.RunAsync(Artifacts.Plugin, command, Folder.Path, outside)).All);
        }

        Assert.NotEmpty(other.Requests);
        See(string.Join('\n', other.Requests.Select(request => request.Head)));
        Sql($"update providers set base_url = '{_jira.BaseUrl}'");
    }

    private PropertyMap Account =>
        Sandbox.Good("account").With("baseUrl", PropertyValue.Of(_jira.BaseUrl)).With("apiToken", PropertyValue.SecretOf(Token));

    private static async Task AttachAsync(PluginProcess plugin) =>
        await plugin.Client.AttachAsync(new PluginAttach { Address = plugin.Engine.Address }, deadline: PluginProcess.Deadline);

    // Of answers with properties what is left when everything under a secret mark is taken away.
    private void See(PropertyMap properties) => See(properties.ToString());

    private void See(string text) => _seen.Append(text).Append('\n');

    private Task SeeAsync<T>(AsyncUnaryCall<T> call) => SeeAsync(call.ResponseAsync);

    private async Task SeeAsync(Task call)
    {
        try
        {
            await call;
            switch (call)
            {
                case Task<CheckResponse> check: See(
                    string.Join('\n', check.Result.Failures.Select(failure => $"{failure.Property} {failure.Reason}"))); break;
                case Task<DiffResponse> diff: See(diff.Result.ToString()); break;
                case Task<InvokeResponse> invoke: See(invoke.Result.ToString()); break;
                case Task<Known> known: See(known.Result.Outputs); break;
            }
        }
        catch (RpcException error)
        {
            See(error + string.Concat(error.Trailers.Select(entry => entry.IsBinary ? Encoding.UTF8.GetString(entry.ValueBytes) : entry.Value)));
        }
    }
}
