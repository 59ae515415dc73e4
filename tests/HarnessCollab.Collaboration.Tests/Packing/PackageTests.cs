using System.Xml.Linq;

namespace HarnessCollab.Collaboration.Tests.Packing;

/// <summary>The NuGet package, made by the script of the release and unpacked.</summary>
public sealed class PackageTests : IClassFixture<PackedSdk>
{
    private readonly PackedSdk _sdk;

    public PackageTests(PackedSdk sdk) => _sdk = sdk;

    [Fact]
    public void It_depends_on_Pulumi_alone_for_both_frameworks()
    {
        var groups = _sdk.Nuspec.Descendants().Where(element => element.Name.LocalName == "group").ToArray();

        Assert.Equal(["net10.0", "net8.0"], groups.Select(group => group.Attribute("targetFramework")!.Value).Order());
        Assert.All(groups, group => Assert.Equal("Pulumi", Assert.Single(group.Elements()).Attribute("id")!.Value));
    }

    [Fact]
    public void It_says_who_it_is()
    {
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["id"] = "HarnessCollab.Collaboration",
                ["version"] = PackedSdk.Version,
                ["license"] = "Apache-2.0",
                ["readme"] = "README.md",
                ["icon"] = "logo.png",
                ["projectUrl"] = $"https://github.com/{PackedSdk.Repository}",
                ["tags"] = "pulumi harness jira infrastructure-as-code",
            },
            new[] { "id", "version", "license", "readme", "icon", "projectUrl", "tags" }.ToDictionary(name => name, name => Metadata(name)?.Value));
        Assert.Equal($"https://github.com/{PackedSdk.Repository}", Metadata("repository")!.Attribute("url")!.Value);
        Assert.True(_sdk.HasSymbols);
    }

    [Fact]
    public void It_holds_assemblies_their_texts_and_the_two_files_by_which_the_plugin_is_found()
    {
        Assert.Equal(
            [
                "README.md", "content/pulumi-plugin.json", "content/version.txt", "lib/net10.0/HarnessCollab.Collaboration.dll",
                "lib/net10.0/HarnessCollab.Collaboration.xml", "lib/net8.0/HarnessCollab.Collaboration.dll",
                "lib/net8.0/HarnessCollab.Collaboration.xml", "logo.png",
            ],
            _sdk.Files);
        Assert.Equal(PackedSdk.Version, _sdk.Text("content/version.txt").Trim());
        Assert.Equal(
            $"{{ \"resource\": true, \"name\": \"harnesscollab\", \"version\": \"{PackedSdk.Version}\", "
                + $"\"server\": \"github://api.github.com/{PackedSdk.Repository}\" }}",
            _sdk.Text("content/pulumi-plugin.json").Trim());
    }

    [Fact]
    public void Its_resources_and_functions_name_version_and_address() =>
        Assert.Equal((PackedSdk.Version, $"github://api.github.com/{PackedSdk.Repository}"), _sdk.VersionAndAddress());

    private XElement? Metadata(string name) => _sdk.Nuspec.Descendants().FirstOrDefault(element => element.Name.LocalName == name);
}
