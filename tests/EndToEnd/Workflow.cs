using HarnessCollab.Testing;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.EndToEnd;

/// <summary>A GitHub Actions file of the repository.</summary>
internal sealed class Workflow
{
    private readonly YamlMappingNode _root;

    private Workflow(string text, YamlMappingNode root)
    {
        Text = text;
        _root = root;
    }

    public string Text { get; }

    /// <summary>What starts it: the keys under <c>on</c>.</summary>
    public IReadOnlyList<string> Triggers => [.. Members("on").Children.Keys.Select(key => key.ToString())];

    public IEnumerable<YamlMappingNode> Jobs => Members("jobs").Children.Values.Cast<YamlMappingNode>();

    public IEnumerable<YamlMappingNode> Steps => Jobs.SelectMany(job => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>());

    /// <param name="path">Relative to the repository's root.</param>
    public static Workflow Load(string path)
    {
        Assert.SkipWhen(Artifacts.ArePublished, "the repository is not beside a published suite");
        var text = File.ReadAllText(Path.Combine(Artifacts.RepositoryRoot, path));
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new Workflow(text, (YamlMappingNode)stream.Documents.Single().RootNode);
    }

    /// <summary>The script of the step with this name.</summary>
    public string Script(string step) =>
        Steps.Single(one => one.Children.TryGetValue("name", out var name) && name.ToString() == step)["run"].ToString();

    private YamlMappingNode Members(string key) => (YamlMappingNode)_root[key];
}
