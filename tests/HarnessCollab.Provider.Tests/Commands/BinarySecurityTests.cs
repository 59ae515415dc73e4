using Grpc.Core;
using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>
/// Attacks on what is shipped: the binary (HARNESSCOLLAB_PLUGIN names the native one) against real servers, files and processes. Each is tested
/// closely where it is met; here it is seen that the native binary behaves in the same way.
/// </summary>
public sealed class BinarySecurityTests : CommandTest
{
    private const string Refused = "X-Seraph-LoginReason: AUTHENTICATED_FAILED";

    [Fact]
    public async Task Fifty_rotations_at_once_lose_no_secret()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");
        await SeedAsync();

        var rotations = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RunAsync("store", "rotate-key")));

        Assert.Contains(rotations, rotation => rotation.ExitCode == 0);
        Assert.All(rotations, rotation =>
            Assert.True(rotation.ExitCode == 0 || rotation.Errors.StartsWith("error: HC30", StringComparison.Ordinal), rotation.ToString()));
        await using var reading = Start(
            ["accounts", "exec", "--account", "ops-jira", "--application", "shop", "--environment", "test", "--", "printenv", "JIRA_API_TOKEN"]);
        Assert.Equal(new CommandResult(0, $"{Secret}\n", ""), await reading.WaitAsync());
    }

    private static readonly Dictionary<string, Reply> Bodies = new()
    {
        ["a charset that the platform refuses"] = Reply.Of(401, "text/html; charset=utf-7", "no"u8.ToArray(), Refused),
        ["brotli that is none"] = Reply.Of(401, "application/json", [.. Enumerable.Repeat((byte)0xff, 64)], Refused, "Content-Encoding: br"),
        ["half a character"] = Reply.Json(403, """{"errorMessages":["\ud800"]}"""),
        ["a body that breaks off"] = Reply.Raw(
            $"HTTP/1.1 401 x\r\n{Refused}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"mess"),
    };

    public static IEnumerable<TheoryDataRow<string>> BodyNames => Bodies.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(BodyNames))]
    public async Task A_refusal_is_sent_once_whatever_its_body(string body)
    {
        await using var server = Script.Server.OnMyself(Bodies[body]).Start();

        for (var run = 0; run < 2; run++)
        {
            var doctor = await DoctorAsync(server.Url);
            Assert.True(doctor.ExitCode == 1 && (doctor.All.Contains("HC4313", StringComparison.Ordinal)
                || doctor.All.Contains("HC4315", StringComparison.Ordinal)), $"{body}: {doctor}");
        }

        Assert.Single(server.SignedIn);
        Assert.All(Files.AllIn(Folder.Combine(".home")), file => Assert.Equal(-1, file.AsSpan().IndexOf("canary"u8)));
    }

    [Fact]
    public async Task A_certificate_for_clients_is_none_for_a_server()
    {
        Folder.Write("ca.pem", Certificates.Authorities.ExportCertificatePems());
        await using var good = new WireServer(Script.Server.Answer) { Certificate = Certificates.For };
        await using var stolen = new WireServer(Script.Server.Answer) { Certificate = Certificates.ForClients };

        var passed = await DoctorAsync($"https://127.0.0.1:{good.Port}", "--ca-certificates", "ca.pem");
        var refused = await DoctorAsync($"https://127.0.0.1:{stolen.Port}", "--ca-certificates", "ca.pem");

        Assert.True(passed.ExitCode == 0, passed.All);
        Assert.NotEmpty(good.SignedIn);
        Assert.Contains("HC4130", refused.All, StringComparison.Ordinal);
        Assert.Empty(stolen.Requests);
    }

    [Fact]
    public async Task A_certificate_for_clients_gets_no_key_of_the_platform()
    {
        const string Nothing = """{"status":"SUCCESS","data":{"totalPages":0,"content":[]}}""";
        await using var good = new WireServer(_ => Reply.Json(200, Nothing)) { Certificate = Certificates.For };
        await using var stolen = new WireServer(_ => Reply.Json(200, Nothing)) { Certificate = Certificates.ForClients };

        await ListAsync(good);
        var refused = await Assert.ThrowsAsync<RpcException>(() => ListAsync(stolen));

        Assert.All(good.Requests, request => Assert.Contains(HarnessSandbox.ApiKey, request.Head, StringComparison.Ordinal));
        Assert.NotEmpty(good.Requests);
        Assert.Contains("is not meant for servers", refused.Message, StringComparison.Ordinal);
        Assert.Empty(stolen.Requests);

        async Task ListAsync(WireServer server)
        {
            await using var plugin = await PluginProcess.StartAsync(
                Folder.Path,
                new Dictionary<string, string?> { ["HARNESSCOLLAB_STORE"] = "harness", ["HARNESS_PLATFORM_API_KEY"] = HarnessSandbox.ApiKey });
            await plugin.ConfigureAsync(PropertyMap.Of(
                ("endpoint", PropertyValue.Of($"https://127.0.0.1:{server.Port}")), ("accountId", PropertyValue.Of(HarnessSandbox.Account)),
                ("caCertificates", PropertyValue.Of(Certificates.Authorities.ExportCertificatePems()))));
            await plugin.InvokeAsync("getJiraCollaborationProviders", PropertyMap.Empty);
        }
    }

    [Fact]
    public async Task A_proxy_sees_a_credential_only_where_http_was_permitted()
    {
        await using var proxy = new WireServer(request => Script.Server.Answer(request with { Target = new Uri(request.Target).PathAndQuery }));
        await using var tunnel = new WireServer(Script.Server.Answer) { Certificate = Certificates.For };
        await using var local = Script.Server.Start();
        Folder.Write("ca.pem", Certificates.Authorities.ExportCertificatePems());
        var variables = new Dictionary<string, string?> { ["NO_PROXY"] = null, ["no_proxy"] = null };
        foreach (var (name, url) in new[]
        {
            ("HTTP_PROXY", proxy.Url),
            ("http_proxy", proxy.Url),
            ("HTTPS_PROXY", tunnel.Url),
            ("https_proxy", tunnel.Url),
        })
        {
            variables[name] = url;
        }

        Assert.Contains("HC1012", (await DoctorThroughAsync("http://jira.example.com")).All, StringComparison.Ordinal);
        var here = await DoctorThroughAsync(local.Url);
        Assert.True(here.ExitCode == 0, here.All);
        Assert.Empty(proxy.Requests);
        Assert.NotEmpty(local.SignedIn);

        var permitted = await DoctorThroughAsync("http://jira.example.com", "--allow-insecure-http");
        Assert.True(permitted.ExitCode == 0, permitted.All);
        Assert.NotEmpty(proxy.SignedIn);

        var secure = await DoctorThroughAsync("https://jira.example.com", "--ca-certificates", "ca.pem");
        Assert.True(secure.ExitCode == 0, secure.All);
        var asked = tunnel.Requests.Where(request => request.Head.StartsWith("CONNECT ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(asked);
        Assert.All(asked, request => Assert.Null(request.Authorization));

        Task<CommandResult> DoctorThroughAsync(string url, params string[] options) => DoctorAsync(url, options, variables);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("[64:ff9b::a9fe:a9fe]")]
    [InlineData("[2002:a9fe:a9fe::1]")]
    [InlineData("[::169.254.169.254]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    public async Task Services_of_metadata_are_not_asked(string host) =>
        Assert.Contains("HC4106", (await DoctorAsync($"https://{host}")).All, StringComparison.Ordinal);

    [Fact]
    public async Task A_key_file_of_another_user_is_refused()
    {
        Assert.SkipWhen(OtherUser.Missing is not null, OtherUser.Missing ?? "");
        await SeedAsync();
        await ChildProcess.RunAsync("/bin/chown", [$"{OtherUser.Id}", Folder.Combine(".harnesscollab", "store.key")]);

        var result = await RunAsync("accounts", "exec", "--account", "ops-jira", "--application", "shop", "--environment", "test", "--", "env");

        Assert.StartsWith("error: HC3070: ", result.Errors, StringComparison.Ordinal);
    }

    private Task<CommandResult> DoctorAsync(string url, params string[] options) => DoctorAsync(url, options, null);

    private Task<CommandResult> DoctorAsync(string url, string[] options, IReadOnlyDictionary<string, string?>? environment) =>
        RunAsync(["doctor", "--base-url", url, "--username", "bot", "--kind", "password", "--secret-stdin", .. options], $"{Secret}\n", environment);
}
