using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Schema;

/// <summary>Pulumi's rules for a package schema, so that its tools take it and a generated SDK would be ours.</summary>
public sealed partial class SchemaRuleTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Artifacts.RepositoryRoot, "provider/HarnessCollab.Provider/Schema/schema.json"))).RootElement;

    private static readonly string[] Primitives = ["boolean", "integer", "number", "string"];

    [Fact]
    public void The_package_says_who_it_is()
    {
        Assert.Equal("harnesscollab", Text("name"));
        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", Text("version"));
        Assert.All(new[] { "displayName", "description", "publisher", "license" }, member => Assert.NotEqual("", Text(member)));
        Assert.All(new[] { "homepage", "repository", "logoUrl" }, member => Assert.Equal(Uri.UriSchemeHttps, new Uri(Text(member)).Scheme));
        Assert.Contains("kind/native", Schema.GetProperty("keywords").EnumerateArray().Select(keyword => keyword.GetString()));
    }

    [Fact]
    public void The_logo_is_a_file_of_this_repository()
    {
        // https://raw.githubusercontent.com/OWNER/REPOSITORY/main/PATH
        var segments = new Uri(Text("logoUrl")).AbsolutePath.Split('/', 5);

        Assert.Equal("main", segments[3]);
        Assert.EndsWith($"/{segments[1]}/{segments[2]}", Text("repository"), StringComparison.Ordinal);
        var logo = File.ReadAllBytes(Path.Combine(Artifacts.RepositoryRoot, segments[4]));
        Assert.Equal("PNG"u8.ToArray(), logo[1..4]);
    }

    [Fact]
    public void Tokens_and_names_are_allowed_and_make_csharp_names_that_do_not_collide()
    {
        string[] tokens = [.. new[] { "resources", "functions", "types" }.SelectMany(
            member => Schema.GetProperty(member).EnumerateObject().Select(entry => entry.Name))];

        Assert.All(tokens, token => Assert.Matches("^harnesscollab:index:[A-Za-z][A-Za-z0-9]*$", token));
        Assert.All(tokens, token => Assert.DoesNotContain(token.Split(':')[2].ToLowerInvariant(), new[] { "pulumi", "provider" }));
        Assert.All(tokens.GroupBy(token => token, StringComparer.OrdinalIgnoreCase), group => Assert.Single(group));
        foreach (var (owner, properties) in Objects())
        {
            var names = properties.EnumerateObject().Select(property => property.Name).ToArray();
            Assert.All(names, name => Assert.Matches("^[a-z][A-Za-z0-9]*$", name));
            Assert.DoesNotContain("pulumi", names);
            Assert.All(names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase), group => Assert.Single(group));
            Assert.All(names, name => Assert.NotEqual(owner.Split(':')[^1], char.ToUpperInvariant(name[0]) + name[1..]));
        }

        Assert.All(Schema.GetProperty("resources").EnumerateObject(), resource =>
            Assert.All(new[] { "id", "urn" }, name => Assert.False(resource.Value.GetProperty("properties").TryGetProperty(name, out _))));
        Assert.False(Schema.GetProperty("provider").GetProperty("inputProperties").TryGetProperty("version", out _));
    }

    [Fact]
    public void Every_property_has_a_type_that_pulumi_knows_and_a_description() =>
        Assert.All(Objects().SelectMany(entry => entry.Properties.EnumerateObject()), property =>
        {
            Assert.False(string.IsNullOrWhiteSpace(property.Value.GetProperty("description").GetString()));
            AssertType(property.Value);
        });

    [Fact]
    public void What_is_required_is_declared_and_enums_are_complete()
    {
        foreach (var (member, required) in new[] { ("properties", "required"), ("inputProperties", "requiredInputs") })
        {
            Assert.All(Schema.GetProperty("resources")
                .EnumerateObject()
                .Select(resource => resource.Value)
                .Where(resource => resource.TryGetProperty(required, out _)), resource =>
                Assert.All(
                    resource.GetProperty(required).EnumerateArray(),
                    name => Assert.True(resource.GetProperty(member).TryGetProperty(name.GetString()!, out _))));
        }

        Assert.All(Schema.GetProperty("types").EnumerateObject().Where(type => type.Value.TryGetProperty("enum", out _)), type =>
        {
            Assert.Contains(type.Value.GetProperty("type").GetString(), Primitives);
            Assert.All(
                type.Value.GetProperty("enum").EnumerateArray(), value => Assert.Matches("^[A-Z][A-Za-z]*$", value.GetProperty("name").GetString()!));
        });
    }

    [Fact]
    public void Package_namespace_and_dependencies_of_a_generated_csharp_sdk_are_those_of_ours()
    {
        var csharp = Schema.GetProperty("language").GetProperty("csharp");
        var name = $"{csharp.GetProperty("rootNamespace").GetString()}.{csharp.GetProperty("namespaces").GetProperty(Text("name")).GetString()}";
        var folder = Path.Combine(Artifacts.RepositoryRoot, "sdk/dotnet", name);
        var project = XDocument.Load(Path.Combine(folder, $"{name}.csproj"));

        Assert.Equal(name, project.Descendants("PackageId").Single().Value);
        Assert.Equal(
            project.Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value),
            csharp.GetProperty("packageReferences").EnumerateObject().Select(package => package.Name));
        Assert.All(
            Schema.GetProperty("resources").EnumerateObject(),
            resource => Assert.Contains($"\nnamespace {name};\n", File.ReadAllText(Path.Combine(folder, $"{resource.Name.Split(':')[2]}.cs"))));
        Assert.True(csharp.GetProperty("respectSchemaVersion").GetBoolean());
    }

    private static string Text(string member) => Schema.GetProperty(member).GetString()!;

    private static IEnumerable<(string Owner, JsonElement Properties)> Objects() =>
    [
        ("config", Schema.GetProperty("config").GetProperty("variables")),
        ("provider", Schema.GetProperty("provider").GetProperty("inputProperties")),
        .. Schema.GetProperty("resources").EnumerateObject().SelectMany(resource =>
            new[] { (resource.Name, resource.Value.GetProperty("properties")), (resource.Name, resource.Value.GetProperty("inputProperties")) }),
        .. Schema.GetProperty("functions").EnumerateObject().SelectMany(function => new[]
        {
            ($"{function.Name}Args", function.Value.GetProperty("inputs").GetProperty("properties")),
            ($"{function.Name}Result", function.Value.GetProperty("outputs").GetProperty("properties")),
        }),
        .. Schema.GetProperty("types")
            .EnumerateObject()
            .Where(type => type.Value.TryGetProperty("properties", out _))
            .Select(type => (type.Name, type.Value.GetProperty("properties"))),
    ];

    private static void AssertType(JsonElement type)
    {
        if (type.TryGetProperty("$ref", out var reference))
        {
            Assert.Matches(ReferenceToType(), reference.GetString()!);
            Assert.True(Schema.GetProperty("types").TryGetProperty(reference.GetString()!["#/types/".Length..], out _));
            return;
        }

        switch (type.GetProperty("type").GetString())
        {
            case "array":
                AssertType(type.GetProperty("items"));
                break;
            case "object":
                AssertType(type.GetProperty("additionalProperties"));
                break;
            case var primitive:
                Assert.Contains(primitive, Primitives);
                break;
        }
    }

    [GeneratedRegex("^#/types/harnesscollab:index:[A-Za-z]+$")]
    private static partial Regex ReferenceToType();
}
