using System.Text.Json;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Schema;

public sealed class SchemaTests
{
    private const string CommittedPath = "provider/HarnessCollab.Provider/Schema/schema.json";

    [Fact]
    public void The_committed_schema_is_the_one_that_the_declarations_make() => Assert.Null(Golden.Difference(CommittedPath, PackageSchema.Build()));

    [Fact]
    public async Task The_plugin_serves_and_prints_the_committed_schema()
    {
        var committed = await File.ReadAllTextAsync(Path.Combine(Artifacts.RepositoryRoot, CommittedPath), TestContext.Current.CancellationToken);
        using var folder = new TempFolder();
        await using var plugin = await PluginProcess.StartAsync(folder.Path);

        var served = await plugin.Client.GetSchemaAsync(new GetSchemaRequest(), deadline: PluginProcess.Deadline);
        var printed = await ChildProcess.RunAsync(Artifacts.Plugin, ["schema"]);

        Assert.Equal((committed, committed), (served.Schema, printed.Output));
    }

    [Fact]
    public void The_schema_follows_pulumis_rules()
    {
        var schema = JsonDocument.Parse(PackageSchema.Build()).RootElement;
        var types = schema.GetProperty("types").EnumerateObject().Select(type => $"#/types/{type.Name}").ToHashSet();

        Assert.All(References(schema), reference => Assert.Contains(reference, types));
        Assert.All(
            Members(schema, "properties").Concat(Members(schema, "inputProperties")),
            property => Assert.DoesNotContain(property, new[] { "pulumi", "urn" }));
        Assert.All(Members(schema.GetProperty("provider"), "inputProperties"), property => Assert.NotEqual("version", property));
        foreach (var resource in schema.GetProperty("resources").EnumerateObject())
        {
            var outputs = resource.Value.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet();
            Assert.Matches("^harnesscollab:index:[A-Z][A-Za-z]*$", resource.Name);
            Assert.All(resource.Value.GetProperty("inputProperties").EnumerateObject(), input => Assert.Contains(input.Name, outputs));
            Assert.All(resource.Value.GetProperty("required").EnumerateArray(), required => Assert.Contains(required.GetString()!, outputs));
            Assert.DoesNotContain("id", outputs);
        }

        Assert.All(Descriptions(schema), description => Assert.False(string.IsNullOrWhiteSpace(description)));
    }

    private static IEnumerable<string> References(JsonElement element) => Walk(element)
        .Where(member => member.Name == "$ref").Select(member => member.Value.GetString()!);

    private static IEnumerable<string> Members(JsonElement element, string name) => Walk(element)
        .Where(member => member.Name == name && member.Value.ValueKind == JsonValueKind.Object)
        .SelectMany(member => member.Value.EnumerateObject().Select(property => property.Name));

    private static IEnumerable<string?> Descriptions(JsonElement element) => Walk(element)
        .Where(member => member.Name is "properties" or "inputProperties" or "variables" && member.Value.ValueKind == JsonValueKind.Object)
        .SelectMany(member => member.Value.EnumerateObject().Select(property => property.Value.GetProperty("description").GetString()));

    private static IEnumerable<JsonProperty> Walk(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Walk(member.Value).Prepend(member)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Walk),
        _ => [],
    };
}
