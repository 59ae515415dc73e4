using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HarnessCollab.Provider.Schema;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Schema;

/// <summary>Pulumi's rules for a package schema, so that its tools take it and a generated SDK would be ours.</summary>
public sealed partial class SchemaRuleTests
{
    private const string SchemaPath = "provider/HarnessCollab.Provider/Schema/schema.json";

    private static readonly JsonElement Schema = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Artifacts.RepositoryRoot, SchemaPath))).RootElement;

    private static readonly string[] Primitives = ["boolean", "integer", "number", "string"];

    [Fact]
    public void The_package_says_who_it_is()
    {
        Assert.Equal("harnesscollab", Text("name"));
        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", Text("version"));
        Assert.All(new[] { "displayName", "description", "publisher", "license" }, member => Assert.NotEqual("", Text(member)));
        Assert.Contains("kind/native", Schema.GetProperty("keywords").EnumerateArray().Select(keyword => keyword.GetString()));
    }

    [Fact]
    public void A_build_that_was_told_of_no_repository_names_no_address()
    {
        Assert.Null(Release.OfThisBuild.RepositoryUrl);
        Assert.DoesNotContain("https://github.com", File.ReadAllText(Path.Combine(Artifacts.RepositoryRoot, SchemaPath)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_has_the_version_of_its_tag_and_the_addresses_of_its_repository()
    {
        const string Repository = "https://github.com/someone/some-provider";
        var committed = File.ReadAllText(Path.Combine(Artifacts.RepositoryRoot, SchemaPath));

        var released = JsonDocument.Parse(EmbeddedSchema.For(
            committed, new Release("1.2.3-rc.1", Repository, "github://api.github.com/someone/some-provider"))).RootElement;

        Assert.Equal("1.2.3-rc.1", released.GetProperty("version").GetString());
        Assert.Equal("github://api.github.com/someone/some-provider", released.GetProperty("pluginDownloadURL").GetString());
        Assert.All(new[] { "homepage", "repository" }, member => Assert.Equal(Repository, released.GetProperty(member).GetString()));
        Assert.Equal(
            "github.com/someone/some-provider/sdk/go/harnesscollab",
            released.GetProperty("language").GetProperty("go").GetProperty("importBasePath").GetString());
        var logo = released.GetProperty("logoUrl").GetString()!;
        Assert.StartsWith($"{Repository}/raw/main/", logo, StringComparison.Ordinal);
        Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(Path.Combine(Artifacts.RepositoryRoot, logo[$"{Repository}/raw/main/".Length..]))[1..4]);
        Assert.All(
            new[] { "config", "types", "provider", "resources", "functions" },
            member => Assert.True(JsonElement.DeepEquals(Schema.GetProperty(member), released.GetProperty(member))));
    }

    [Fact]
    public void Other_languages_have_our_version_and_names_that_can_be_published()
    {
        var languages = Schema.GetProperty("language");

        Assert.All(
            languages.EnumerateObject(), language => Assert.True(language.Value.GetProperty("respectSchemaVersion").GetBoolean(), language.Name));
        Assert.Equal(["csharp", "go", "nodejs", "python"], languages.EnumerateObject().Select(language => language.Name).Order());
        Assert.DoesNotContain("@pulumi", languages.GetProperty("nodejs").GetProperty("packageName").GetString(), StringComparison.Ordinal);
        Assert.True(languages.GetProperty("python").GetProperty("pyproject").GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public void Texts_name_what_they_mean_without_the_page_around_them()
    {
        var texts = string.Join('\n', Objects().SelectMany(entry => entry.Properties.EnumerateObject())
            .Select(property => property.Value.GetProperty("description").GetString()));

        Assert.DoesNotMatch("(?i)three above|\\bproviders? (are kept|that name)|the provider's id", texts);
        Assert.All(new[] { "`projects`", "`project KEY`", "`mypermissions`" }, step => Assert.Contains(step, texts, StringComparison.Ordinal));
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
