using System.Text.Json;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests;

/// <summary>What holds for every resource of the package, whatever it does.</summary>
public sealed class LawTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    private const string Provider = PluginProcess.ResourceType;
    private const string Object = "x";

    public static TheoryData<string> Resources => [Provider, Type];

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Check_is_idempotent(string type)
    {
        foreach (var inputs in new[] { Minimal(type), Full(type), Changed(type) })
        {
            var once = await Plugin.CheckedAsync(Object, inputs, type: type);

            Assert.Equal(once, await Plugin.CheckedAsync(Object, once, once, type));
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Create_then_read_then_diff_is_empty(string type)
    {
        foreach (var inputs in new[] { Minimal(type), Full(type) })
        {
            var created = await MadeAsync(type, inputs);
            var read = await ReadBackAsync(type, created);
            var diff = await Plugin.DiffAsync(Object, read, await Plugin.CheckedAsync(Object, inputs, created.Inputs, type), type);

            Assert.Equal(created, read);
            Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone, diff.Changes);
            Assert.Empty(diff.Diffs);
            Assert.True(diff.HasDetailedDiff);
            await Plugin.DeleteAsync(Object, created, type);
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Update_then_read_then_diff_is_empty(string type)
    {
        var created = await MadeAsync(type, Minimal(type));

        var updated = await UpdatedAsync(Object, created, Full(type), type: type);
        var read = await ReadBackAsync(type, updated);
        var again = await UpdatedAsync(Object, read, Full(type), type: type);

        Assert.Equal(updated, read);
        Assert.Equal(updated, again);
        Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone, (await Plugin.DiffAsync(Object, read, updated.Inputs, type)).Changes);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task A_diff_agrees_with_itself(string type)
    {
        var created = await MadeAsync(type, Full(type));

        var diff = await Plugin.DiffAsync(Object, created, await Plugin.CheckedAsync(Object, Changed(type), created.Inputs, type), type);

        Assert.Equal(DiffResponse.Types.DiffChanges.DiffSome, diff.Changes);
        Assert.Equal(diff.Diffs.Order(), diff.DetailedDiff.Keys.Select(path => path.Split('.', '[')[0]).Distinct().Order());
        Assert.Empty(diff.Diffs.Intersect(diff.Stables));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task A_preview_writes_nothing(string type)
    {
        await Plugin.CreateAsync(Object, await Plugin.CheckedAsync(Object, Full(type), type: type), preview: true, type);
        Assert.False(Directory.Exists(Folder.Combine(".harnesscollab")));
        var created = await MadeAsync(type, Minimal(type));
        var entries = Sql("select count(*) from journal");

        await UpdatedAsync(Object, created, Changed(type), preview: true, type: type);

        Assert.Equal(entries, Sql("select count(*) from journal"));
        Assert.Equal(created, await ReadBackAsync(type, created));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task What_is_not_known_yet_never_crashes_a_preview_and_stays_unknown(string type)
    {
        var created = await MadeAsync(type, Full(type));
        foreach (var property in await InputsAsync(type))
        {
            foreach (var unknown in Unknowns(Full(type).Find(property)))
            {
                var given = Only(type, property).With(property, unknown);
                var inputs = await Plugin.CheckedAsync(Object, given, created.Inputs, type);
                var planned = await Plugin.CreateAsync("another", inputs.With(NameOf(type), PropertyValue.Of("another")).With(property, inputs[property]), preview: true, type);
                var updated = await Plugin.UpdateAsync(Object, created, inputs, preview: true, type);
                var diff = await Plugin.DiffAsync(Object, created, inputs, type);

                Assert.True(inputs[property].ContainsUnknowns, $"{property} became known in Check");
                Assert.True(planned.Outputs[property].ContainsUnknowns, $"{property} became known in Create");
                Assert.True(updated.Outputs[property].ContainsUnknowns, $"{property} became known in Update");
                Assert.Contains(property, diff.Diffs);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task A_value_of_the_wrong_type_is_a_failure_with_its_path(string type)
    {
        PropertyValue[] wrong = [PropertyValue.Of(true), PropertyValue.Of(-1), PropertyValue.Of("\0"), PropertyValue.Of([PropertyValue.Of(true)]), PropertyValue.Of(PropertyMap.Of(("a", PropertyValue.Of(1)))), PropertyValue.Of(new string('x', 1 << 20))];
        foreach (var property in await InputsAsync(type))
        {
            foreach (var value in wrong)
            {
                var response = await Plugin.CheckAsync(Object, Only(type, property).With(property, value), type: type);

                Assert.All(response.Failures, failure => Assert.Matches($"^HC1[0-9]{{3}}: .*{property}", failure.Reason));
                Assert.NotEmpty(response.Failures);
            }
        }

        Assert.NotEqual("", await Plugin.VersionAsync());
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Secrets_stay_secret_on_every_path(string type)
    {
        var secrets = await SecretsAsync(type);
        var plain = PropertyMap.From(Full(type).Select(input => KeyValuePair.Create(input.Key, input.Value.Unwrap())));
        var inputs = await Plugin.CheckedAsync(Object, plain, type: type);
        var planned = await Plugin.CreateAsync(Object, inputs, preview: true, type);
        var created = await Plugin.CreateAsync(Object, inputs, type: type);
        var read = await ReadBackAsync(type, created);
        var updated = await UpdatedAsync(Object, created, PropertyMap.From(Changed(type).Select(input => KeyValuePair.Create(input.Key, input.Value.Unwrap()))), type: type);

        foreach (var properties in new[] { inputs, planned.Outputs, created.Outputs, read.Inputs, read.Outputs, updated.Outputs })
        {
            Assert.Contains(secrets, properties.ContainsKey);
            Assert.All(secrets.Where(properties.ContainsKey), name => Assert.IsType<SecretValue>(properties[name]));
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Delete_may_be_repeated_and_leaves_nothing(string type)
    {
        var created = await MadeAsync(type, Full(type));

        await Plugin.DeleteAsync(Object, created, type);
        await Plugin.DeleteAsync(Object, created, type);

        Assert.Equal("", (await Plugin.ReadAsync(Object, created, type)).Id);
        Assert.Equal(0, Rows());
        Assert.Empty(TextNames());
        Assert.StartsWith("HC5006", (await FailsAsync(UpdatedAsync(Object, created, Changed(type), type: type))).Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Another_store_than_the_one_in_state_is_an_error_for_every_verb(string type)
    {
        var created = await MadeAsync(type, Full(type));
        var elsewhere = await StartAsync(PropertyMap.Of(("store", PropertyValue.SecretOf("sqlite:elsewhere.db"))));
        foreach (var code in new[] { "HC5005", "HC5004" })
        {
            Func<Task>[] verbs =
            [
                () => elsewhere.DiffAsync(Object, created, created.Inputs, type),
                () => elsewhere.ReadAsync(Object, created, type),
                () => elsewhere.UpdateAsync(Object, created, created.Inputs, type: type),
                () => elsewhere.DeleteAsync(Object, created, type),
            ];
            foreach (var verb in verbs)
            {
                Assert.StartsWith(code, (await FailsAsync(verb())).Status.Detail, StringComparison.Ordinal);
            }

            await TextCreatedAsync("y", Text("y"), elsewhere);
        }
    }

    private static string NameOf(string type) => type == Type ? "name" : "displayName";

    private async Task<Known> ReadBackAsync(string type, Known known)
    {
        var response = await Plugin.ReadAsync(Object, known, type);
        return new(response.Id, PropertyDecoder.Decode(response.Inputs), PropertyDecoder.Decode(response.Properties));
    }

    /// <summary>A value that is unknown as a whole, or somewhere inside.</summary>
    private static IEnumerable<PropertyValue> Unknowns(PropertyValue? known) => known?.Unwrap() switch
    {
        ObjectValue { Members: var members } => members.Keys
            .SelectMany(member => Unknowns(members[member]).Select(inner => PropertyValue.Of(members.With(member, inner))))
            .Prepend(PropertyValue.Unknown),
        ArrayValue { Items: var items } => [PropertyValue.Unknown, PropertyValue.Of(items.Append(PropertyValue.Unknown))],
        _ => [PropertyValue.Unknown],
    };

    private PropertyMap Minimal(string type) => type == Type ? Text(Object) : Sandbox.Good(Object);

    private PropertyMap Full(string type) => type == Type
        ? Text(Object).With("usageScope", PropertyValue.Of(PropertyMap.Of(
            ("applications", PropertyValue.Of(PropertyMap.Of(("names", PropertyValue.Of(["b", "a"]))))),
            ("environments", PropertyValue.Of(PropertyMap.Of(("all", PropertyValue.Of(true))))))))
        : Sandbox.Good(Object)
            .With("description", PropertyValue.Of("what for"))
            .With("tags", PropertyValue.Of(PropertyMap.Of(("team", PropertyValue.Of("ops")))))
            .With("tokenExpiresAt", PropertyValue.Of("2999-12-31"))
            .With("connectionTest", PropertyValue.Of(PropertyMap.Of(
                ("preview", PropertyValue.Of("enforce")),
                ("projects", PropertyValue.Of(["OPS"])),
                ("timeoutSeconds", PropertyValue.Of(60)))));

    private PropertyMap Changed(string type) => type == Type
        ? Text("changed", "changed").With("usageScope", Scope("c"))
        : Sandbox.Good("changed").With("tags", PropertyValue.Of(PropertyMap.Of(("team", PropertyValue.Of("dev"))))).With("description", PropertyValue.Of("something else"));

    /// <summary>Good inputs in which this property may stand: of several credentials only one may be given, and one kind says itself whose it is.</summary>
    private PropertyMap Only(string type, string property) =>
        property is "password" or "encryptedText" ? Full(type).Without("apiToken")
        : property is "personalAccessToken" ? Full(type).Without("apiToken").Without("username")
        : Full(type);

    private async Task<Known> MadeAsync(string type, PropertyMap inputs) =>
        await Plugin.CreateAsync(Object, await Plugin.CheckedAsync(Object, inputs, type: type), type: type);

    private async Task<string[]> InputsAsync(string type) =>
        [.. (await SchemaAsync(type)).GetProperty("inputProperties").EnumerateObject().Select(property => property.Name)];

    private async Task<string[]> SecretsAsync(string type) =>
        [.. (await SchemaAsync(type)).GetProperty("properties").EnumerateObject().Where(property => property.Value.TryGetProperty("secret", out _)).Select(property => property.Name)];

    private async Task<JsonElement> SchemaAsync(string type)
    {
        var response = await Plugin.Client.GetSchemaAsync(new GetSchemaRequest(), deadline: PluginProcess.Deadline);
        using var document = JsonDocument.Parse(response.Schema);
        return document.RootElement.GetProperty("resources").GetProperty(type).Clone();
    }
}
