using System.Text.Json;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources;

/// <summary>
/// What holds for every resource of the package, tried on each property and each verb. See <see cref="Laws.ResourceLaws"/> for the rest.
/// </summary>
public sealed class EveryResourceTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    private const string Provider = PluginProcess.ResourceType;
    private const string Object = "x";

    public static TheoryData<string> Resources => [Provider, Type];

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
                var planned = await Plugin.CreateAsync(
                    "another", inputs.With(NameOf(type), PropertyValue.Of("another")).With(property, inputs[property]), preview: true, type);
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

    /// <summary>A value that is unknown as a whole, or somewhere inside.</summary>
    private static IEnumerable<PropertyValue> Unknowns(PropertyValue? known) => known?.Unwrap() switch
    {
        ObjectValue { Members: var members } => members.Keys
            .SelectMany(member => Unknowns(members[member]).Select(inner => PropertyValue.Of(members.With(member, inner))))
            .Prepend(PropertyValue.Unknown),
        ArrayValue { Items: var items } => [PropertyValue.Unknown, PropertyValue.Of(items.Append(PropertyValue.Unknown))],
        _ => [PropertyValue.Unknown],
    };

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

    /// <summary>
    /// Good inputs in which this property may stand: of several credentials only one may be given, and one kind says itself whose it is.
    /// </summary>
    private PropertyMap Only(string type, string property) =>
        property is "usernameSecret" ? Full(type).Without("username")
        : property is "reference" ? Full(type).Without("value")
        : property is "password" or "encryptedText" ? Full(type).Without("apiToken")
        : property is "personalAccessToken" ? Full(type).Without("apiToken").Without("username")
        : Full(type);

    private async Task<Known> MadeAsync(string type, PropertyMap inputs) =>
        await Plugin.CreateAsync(Object, await Plugin.CheckedAsync(Object, inputs, type: type), type: type);

    private async Task<string[]> InputsAsync(string type) =>
        [.. (await SchemaAsync(type)).GetProperty("inputProperties").EnumerateObject().Select(property => property.Name)];

    private async Task<JsonElement> SchemaAsync(string type)
    {
        var response = await Plugin.Client.GetSchemaAsync(new GetSchemaRequest(), deadline: PluginProcess.Deadline);
        using var document = JsonDocument.Parse(response.Schema);
        return document.RootElement.GetProperty("resources").GetProperty(type).Clone();
    }
}
