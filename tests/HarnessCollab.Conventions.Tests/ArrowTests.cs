namespace HarnessCollab.Conventions.Tests;

/// <summary>Which project may know which. An arrow that is not here needs a reason that is worth a line here.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["HarnessCollab.Protocol"] = [],
        ["HarnessCollab.Common"] = [],
        ["HarnessCollab.GrpcServer"] = ["HarnessCollab.Protocol"],
        ["HarnessCollab.Settings"] = ["HarnessCollab.Common"],
        ["HarnessCollab.CommandLine"] = ["HarnessCollab.Common"],
        ["HarnessCollab.Jira"] = ["HarnessCollab.Common"],
        ["HarnessCollab.Stores"] = ["HarnessCollab.Common"],
        ["HarnessCollab.Provider"] =
        [
            "HarnessCollab.CommandLine", "HarnessCollab.Common", "HarnessCollab.GrpcServer", "HarnessCollab.Jira", "HarnessCollab.Protocol",
            "HarnessCollab.Settings", "HarnessCollab.Stores",
        ],
        ["HarnessCollab.Engine"] = ["HarnessCollab.Common", "HarnessCollab.GrpcServer", "HarnessCollab.Protocol", "HarnessCollab.Settings"],
        ["HarnessCollab.Cli"] = ["HarnessCollab.CommandLine", "HarnessCollab.Engine", "HarnessCollab.Settings"],
        ["Pulumi.Compat"] = ["HarnessCollab.Protocol"],
        ["HarnessCollab.Collaboration"] = ["Pulumi.Compat"],
    };

    [Fact]
    public void Shipped_projects_reference_only_what_they_may_know()
    {
        foreach (var project in Repository.Projects.Where(project => Repository.RelativePath(project) is var path
            && (path.StartsWith("sdk/", StringComparison.Ordinal) || path.StartsWith("provider/", StringComparison.Ordinal))))
        {
            var name = Repository.NameOf(project);
            Assert.True(Allowed.ContainsKey(name), $"{name} has no line in {nameof(ArrowTests)}; say what it may reference.");
            Assert.Equal(Allowed[name].Order(StringComparer.Ordinal), Repository.ReferencesOf(project).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("collab")]
    [InlineData("collab.cmd")]
    public void The_launcher_builds_anew_when_any_project_of_collab_is_newer(string launcher)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, launcher));
        var known = new HashSet<string> { "HarnessCollab.Cli" };
        for (var next = new Queue<string>(known); next.TryDequeue(out var name);)
        {
            foreach (var reference in Allowed[name].Where(known.Add))
            {
                next.Enqueue(reference);
            }
        }

        Assert.Equal(7, known.Count);
        Assert.All(
            Repository.Projects.Where(project => known.Contains(Repository.NameOf(project))),
            project => Assert.Matches(
                $@"[/'""]{Repository.RelativePath(Path.GetDirectoryName(project)!).Replace(".", "\\.", StringComparison.Ordinal)}['""]", text));
    }

    [Fact]
    public void What_all_share_depends_on_the_framework_alone() =>
        Assert.DoesNotContain(
            "PackageReference",
            File.ReadAllText(Path.Combine(Repository.Root, "provider", "HarnessCollab.Common", "HarnessCollab.Common.csproj")),
            StringComparison.Ordinal);

    [Fact]
    public void Examples_reference_the_typed_sdk_at_most_and_stand_ins_what_they_share()
    {
        foreach (var project in Repository.Projects.Where(
            project => Repository.RelativePath(project).StartsWith("examples/", StringComparison.Ordinal)))
        {
            var known = Repository.NameOf(project) switch
            {
                "JiraSandbox" or "HarnessSandbox" => "SandboxHost",
                "SandboxHost" => "HarnessCollab.CommandLine",
                _ => "HarnessCollab.Collaboration",
            };
            Assert.All(Repository.ReferencesOf(project), reference => Assert.Equal(known, reference));
        }
    }

    [Fact]
    public void Nothing_shipped_names_a_test_project()
    {
        foreach (var project in Repository.Projects.Where(
            project => !Repository.RelativePath(project).StartsWith("tests/", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(
                Repository.ReferencesOf(project),
                reference => reference.EndsWith(".Tests", StringComparison.Ordinal) || reference == "HarnessCollab.Testing");
        }
    }

    [Fact]
    public void The_engine_knows_no_resource_by_name()
    {
        foreach (var file in new[] { "sdk/local/HarnessCollab.Engine", "sdk/local/Pulumi.Compat" }.SelectMany(Repository.SourcesOf))
        {
            var text = File.ReadAllText(file);
            Assert.False(
                text.Contains("JiraCollaborationProvider", StringComparison.Ordinal) || text.Contains("EncryptedText", StringComparison.Ordinal),
                $"{Repository.RelativePath(file)} names a resource.");
        }
    }

    [Theory]
    [InlineData("provider/HarnessCollab.Common", "Grpc|Pulumi.|HarnessCollab.|Npgsql|Microsoft.(?!Win32)")]
    [InlineData("provider/HarnessCollab.CommandLine", "Grpc|Pulumi.|HarnessCollab.(?!Common)|Npgsql|Microsoft.")]
    [InlineData("provider/HarnessCollab.Settings", "Grpc|Pulumi.|HarnessCollab.(?!Common)|Npgsql|Microsoft.")]
    [InlineData("provider/HarnessCollab.Stores", "Grpc|Pulumi.|HarnessCollab.Jira|HarnessCollab.Protocol")]
    [InlineData("provider/HarnessCollab.Jira", "Grpc|Pulumi.|HarnessCollab.Stores|HarnessCollab.Protocol")]
    public void Rooms_do_not_know_of_each_other(string folder, string strangers)
    {
        foreach (var file in Repository.SourcesOf(folder))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.StartsWith("using ", StringComparison.Ordinal)))
            {
                Assert.DoesNotMatch($"^using (static )?({strangers})", line);
            }
        }
    }
}
