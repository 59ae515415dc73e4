using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Tests.Laws;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.BadInput;

/// <summary>Whatever comes, the answer is INVALID_ARGUMENT or a check failure with path and code, and the plugin goes on.</summary>
public sealed class BadInputTests(SqliteLaws.Fixture fixture) : IClassFixture<SqliteLaws.Fixture>, IAsyncLifetime
{
    private const string Resource = PluginProcess.ResourceType;

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    // Wrong everywhere, or of one type only.
    private static readonly (PropertyValue Value, string? RightFor)[] Wrong =
    [
        (PropertyValue.Of(true), "boolean"),
        (PropertyValue.Of(-1), null),
        (PropertyValue.Of(double.NaN), null),
        (PropertyValue.Of(double.PositiveInfinity), null),
        (PropertyValue.Of("\0"), null),
        (PropertyValue.Of("a\u001b[31mb"), null),
        (PropertyValue.Of("lone \ud800 surrogate"), null),
        (PropertyValue.Of(new string('x', 1 << 20)), null),
        (PropertyValue.Of([PropertyValue.Of(true)]), null),
        (PropertyValue.Of(PropertyMap.Of(("a", PropertyValue.Of(1)))), null),
        (PropertyValue.Of(PropertyMap.Of(("a\u0007", PropertyValue.Of("x")))), null),
        (Nested(12), null),
        (new AssetValue("", AssetSource.Text, "x"), null),
        (new ResourceReferenceValue("urn:pulumi:dev::p::t::n", PropertyValue.Of("id"), ""), null),
    ];

    private PluginProcess Plugin => fixture.Plugin;

    public async ValueTask InitializeAsync() => await fixture.AttachAsync();

    public async ValueTask DisposeAsync() => Assert.NotEqual("", await Plugin.VersionAsync());

    [Fact]
    public async Task A_wrong_value_anywhere_is_a_failure_with_its_path_and_a_code()
    {
        foreach (var place in await SchemaPlaces.OfAsync(Plugin))
        {
            foreach (var (value, rightFor) in Wrong.Where(wrong => wrong.RightFor != place.Kind))
            {
                var failures = await FailuresAsync(place, value);

                Assert.True(
                    failures.Any(failure => failure.Contains($"'{place.Path}", StringComparison.Ordinal)),
                    $"{place.Token} {place.Path} accepts {value}: {string.Join('\n', failures)}");
                Assert.All(failures, failure =>
                {
                    Assert.Matches("^HC[12][0-9]{3}: ", failure);
                    Assert.DoesNotContain(failure, char.IsControl);
                    Assert.InRange(failure.Length, 1, 1_000);
                });
            }
        }
    }

    [Fact]
    public async Task Unknown_extra_properties_are_failures_but_those_of_sdks_are_not()
    {
        foreach (var place in (await SchemaPlaces.OfAsync(Plugin)).DistinctBy(place => place.Token))
        {
            var failures = await FailuresAsync(place with { Property = "nobodyKnowsThis", Member = null }, PropertyValue.Of("x"));
            Assert.Contains(failures, failure =>
                failure.StartsWith("HC1003: ", StringComparison.Ordinal) && failure.Contains("'nobodyKnowsThis'", StringComparison.Ordinal));
            Assert.DoesNotContain(
                await FailuresAsync(place with { Property = "__defaults", Member = null }, PropertyValue.Of("x")),
                failure => failure.Contains("__defaults", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1_000)]
    public async Task What_is_nested_too_deep_is_the_callers_mistake(int levels)
    {
        var value = Value.ForString("x");
        for (var i = 0; i < levels; i++)
        {
            value = Value.ForList(value);
        }

        var error = await RefusedAsync(Plugin.Client.CheckAsync(
            new CheckRequest { Urn = PluginProcess.Urn("x"), News = new Struct { Fields = { ["tags"] = value } } },
            deadline: PluginProcess.Deadline).ResponseAsync);

        Assert.StartsWith("HC5001: Check", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Check")]
    [InlineData("Create")]
    public async Task Ten_thousand_levels_are_the_callers_mistake(string method)
    {
        // A Value holds a ListValue (field 6), which holds a Value (field 1). Made from the inside out, each level before what it holds.
        var parts = new List<byte[]> { Value.ForString("x").ToByteArray() };
        var length = parts[0].Length;
        void Hold(byte tag)
        {
            byte[] head = [tag, .. Varint(length)];
            parts.Add(head);
            length += head.Length;
        }

        for (var level = 0; level < 10_000; level++)
        {
            Hold(0x0A);
            Hold(0x32);
        }

        // The Value of an entry "tags" of the map of a Struct.
        Hold(0x12);
        parts.Add([0x0A, 4, .. "tags"u8]);
        length += 6;
        Hold(0x0A);
        // News of Check, properties of Create.
        Hold(method == "Check" ? (byte)0x1A : (byte)0x12);
        parts.Reverse();

        Assert.StartsWith($"HC5001: {method}", await RefusedAsync(SendAsync(method, [.. parts.SelectMany(part => part)])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_of_a_hundred_megabytes_is_refused_with_a_short_word()
    {
        var given = (await GoodAsync("large")).With("description", PropertyValue.Of(new string('x', 100 << 20)));

        var failure = Assert.Single((await Plugin.CheckAsync("large", given)).Failures);

        Assert.StartsWith("HC1005: 'description'", failure.Reason, StringComparison.Ordinal);
        Assert.InRange(failure.Reason.Length, 1, 1_000);
    }

    [Fact]
    public async Task A_hundred_thousand_properties_are_refused_in_a_bounded_answer()
    {
        var given = PropertyMap.From((await GoodAsync("many")).Concat(
            Enumerable.Range(0, 100_000).Select(number => KeyValuePair.Create($"p{number}", PropertyValue.Of(number)))));

        var failures = (await Plugin.CheckAsync("many", given)).Failures;

        Assert.Equal(101, failures.Count);
        Assert.All(failures, failure => Assert.InRange(failure.Reason.Length, 1, 1_000));
        Assert.Equal("HC1047: JiraCollaborationProvider 'many' has 99900 more problems of this kind; correct these first.", failures[^1].Reason);
    }

    [Fact]
    public async Task A_message_that_says_it_is_larger_than_any_may_be_is_refused_unread()
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        // Not compressed, 500 MiB, and then nothing of it.
        var body = new ByteArrayContent([0, 0x1F, 0x40, 0, 0]) { Headers = { ContentType = new("application/grpc") } };
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"http://127.0.0.1:{Plugin.Process.Output.Trim()}/pulumirpc.ResourceProvider/Check")
        {
            Version = new Version(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = body, Headers = { { "te", "trailers" } },
        };

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Contains(
            $"{(int)StatusCode.ResourceExhausted}",
            response.Headers.Concat(response.TrailingHeaders).Where(header => header.Key == "grpc-status").SelectMany(header => header.Value));
    }

    [Theory]
    [InlineData("Check", "ffffffff")]
    [InlineData("Configure", "0a05")]
    [InlineData("Create", "0aff01")]
    public async Task Bytes_that_are_no_message_are_the_callers_mistake(string method, string hexadecimal)
    {
        var error = await RefusedAsync(SendAsync(method, Convert.FromHexString(hexadecimal)));

        Assert.StartsWith($"HC5001: {method}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_unicode_on_the_wire_is_the_callers_mistake()
    {
        var request = new CheckRequest
        {
            Urn = PluginProcess.Urn("x"), Type = Resource,
            News = PropertyEncoder.Encode(PropertyMap.Of(("displayName", PropertyValue.Of("a@@@b")), ("description", PropertyValue.Of("a@@@b")))),
        };
        var bytes = request.ToByteArray();
        for (var at = bytes.AsSpan().IndexOf("@@@"u8); at >= 0; at = bytes.AsSpan().IndexOf("@@@"u8))
        {
            // U+D800 written as if it were a character.
            new byte[] { 0xED, 0xA0, 0x80 }.CopyTo(bytes, at);
        }

        Assert.StartsWith("HC5001: Check", await RefusedAsync(SendAsync("Check", bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_tokens_are_refused_by_every_verb()
    {
        const string Type = "harnesscollab:index:Nothing";
        var nothing = new Known("id", PropertyMap.Empty, PropertyMap.Empty);
        Task[] calls =
        [
            Plugin.CheckAsync("x", PropertyMap.Empty, type: Type), Plugin.DiffAsync("x", nothing, PropertyMap.Empty, Type),
            Plugin.CreateAsync("x", PropertyMap.Empty, type: Type),
            Plugin.ReadAsync("x", nothing, Type), Plugin.ImportAsync("x", "id", Type),
            Plugin.UpdateAsync("x", nothing, PropertyMap.Empty, type: Type), Plugin.DeleteAsync("x", nothing, Type),
            Plugin.InvokeAsync("nothing", PropertyMap.Empty),
            Plugin.Client.CheckAsync(new CheckRequest { Urn = "not a urn" }, deadline: PluginProcess.Deadline).ResponseAsync,
        ];
        foreach (var call in calls)
        {
            Assert.StartsWith("HC5002", await RefusedAsync(call), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public async Task Timeouts_that_make_no_sense_are_refused(double seconds) =>
        Assert.StartsWith(
            "HC5001", await RefusedAsync(Plugin.CreateAsync("x", await GoodAsync("x"), preview: true, timeout: seconds)), StringComparison.Ordinal);

    [Theory]
    [InlineData(1e12)]
    [InlineData(double.MaxValue)]
    [InlineData(double.PositiveInfinity)]
    public async Task Huge_timeouts_are_as_good_as_none(double seconds) =>
        Assert.Equal("", (await Plugin.CreateAsync("x", await GoodAsync("x"), preview: true, timeout: seconds)).Id);

    [Fact]
    public async Task Every_call_before_configure_is_refused_and_none_after()
    {
        await Plugin.Client.AttachAsync(new PluginAttach { Address = Plugin.Engine.Address }, deadline: PluginProcess.Deadline);
        var nothing = new Known("id", PropertyMap.Empty, PropertyMap.Empty);
        Task[] calls =
        [
            Plugin.CheckAsync("x", PropertyMap.Empty), Plugin.DiffAsync("x", nothing, PropertyMap.Empty), Plugin.CreateAsync("x", PropertyMap.Empty),
            Plugin.ReadAsync("x", nothing),
            Plugin.UpdateAsync("x", nothing, PropertyMap.Empty), Plugin.DeleteAsync("x", nothing),
            Plugin.InvokeAsync("getJiraCollaborationProviders", PropertyMap.Empty),
        ];
        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<RpcException>(() => call);
            Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
            Assert.StartsWith("HC2006", error.Status.Detail, StringComparison.Ordinal);
        }

        await Plugin.ConfigureAsync(fixture.Store.Settings);
        Assert.Equal(
            StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(() => Plugin.ConfigureAsync(fixture.Store.Settings))).StatusCode);
        await GoodAsync("x");
    }

    [Fact]
    public async Task Two_hundred_calls_at_once_are_all_answered()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            var name = $"crowd {number}";
            return await Plugin.CreateAsync(name, await GoodAsync(name), preview: number % 2 == 0);
        }));

        Assert.Equal(100, made.Select(known => known.Id).Where(id => id.Length > 0).Distinct().Count());
    }

    [Fact]
    public async Task A_client_that_goes_away_stops_nobody_else()
    {
        using var gone = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 50).Select(number => Plugin.Client.CheckAsync(
            new CheckRequest
            {
                Urn = PluginProcess.Urn($"gone {number}"),
                News = PropertyEncoder.Encode(PropertyMap.Of(("description", PropertyValue.Of(new string('x', 1 << 20))))),
            },
            cancellationToken: gone.Token).ResponseAsync).ToArray();
        await gone.CancelAsync();
        await Task.WhenAll(calls.Select(call =>
            call.ContinueWith(ended => ended.Exception, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default)));

        await GoodAsync("after");
    }

    [Theory]
    [InlineData("connectionTest", "{\"apply\":\"sometimes\"}", "connectionTest.apply")]
    [InlineData("connectionTest", "{\"apply\":", "connectionTest")]
    [InlineData("connectionTest", "{\"apply\":\"\\ud800\"}", "connectionTest")]
    [InlineData("connectionTest", "[]", "connectionTest")]
    [InlineData("connectionTest", "{\"a\":{\"a\":{\"a\":1}}}", "connectionTest.a")]
    [InlineData("allowInsecureHttp", "maybe", "allowInsecureHttp")]
    [InlineData("allowInsecureHttp", "1", "allowInsecureHttp")]
    public async Task Settings_as_text_that_make_no_sense_are_failures_and_configure_refuses_them(string setting, string text, string path)
    {
        var place = new SchemaPlace(Receiver.Provider, "provider", setting, null, "");
        await Plugin.Client.AttachAsync(new PluginAttach { Address = Plugin.Engine.Address }, deadline: PluginProcess.Deadline);

        Assert.Contains(await FailuresAsync(place, PropertyValue.Of(text)), failure => failure.Contains($"'{path}'", StringComparison.Ordinal));
        Assert.Contains(
            $"'{path}'", await RefusedAsync(Plugin.ConfigureAsync(PropertyMap.Of((setting, PropertyValue.Of(text))))), StringComparison.Ordinal);
        await Plugin.ConfigureAsync(fixture.Store.Settings);
    }

    private static byte[] Varint(int value)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        output.WriteLength(value);
        output.Flush();
        return bytes.ToArray();
    }

    private static PropertyValue Nested(int levels) =>
        levels == 0 ? PropertyValue.Of(true) : PropertyValue.Of(PropertyMap.Of(("a", Nested(levels - 1))));

    private static async Task<string> RefusedAsync(Task call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        return error.Status.Detail;
    }

    private async Task<IReadOnlyList<string>> FailuresAsync(SchemaPlace place, PropertyValue value)
    {
        var given = place.Holding(value);
        return place.Receiver switch
        {
            Receiver.Resource => [.. (await Plugin.CheckAsync("x", given, type: place.Token)).Failures.Select(failure => failure.Reason)],
            Receiver.Function => [.. (await Plugin.InvokeAsync(place.Token.Split(':')[^1], given)).Failures.Select(failure => failure.Reason)],
            _ => [.. (await Plugin.Client.CheckConfigAsync(
                new CheckRequest { Urn = "urn:pulumi:dev::tests::pulumi:providers:harnesscollab::p", News = PropertyEncoder.Encode(given) },
                deadline: PluginProcess.Deadline))
                .Failures.Select(failure => failure.Reason)],
        };
    }

    private Task<PropertyMap> GoodAsync(string name) => Plugin.CheckedAsync(name, PropertyMap.Of(
        ("displayName", PropertyValue.Of(name)),
        ("baseUrl", PropertyValue.Of("https://jira.example.com")),
        ("personalAccessToken", PropertyValue.SecretOf("token"))));

    private async Task<byte[]> SendAsync(string method, byte[] request) => await Plugin.Invoker.AsyncUnaryCall(
        new Method<byte[], byte[]>(MethodType.Unary, "pulumirpc.ResourceProvider", method, Bytes, Bytes),
        null,
        new CallOptions(deadline: PluginProcess.Deadline),
        request);
}
