using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Settings;

/// <summary>Reads the YAML files of a Pulumi project: Pulumi.yaml, Pulumi.STACK.yaml, PulumiPlugin.yaml.</summary>
public static class PulumiYaml
{
    // In bytes. The largest stack files in public use have some hundred kilobytes.
    private const int MaxLength = 4 * 1024 * 1024;

    /// <summary>The mapping of the file's first document; a file without a value has an empty one.</summary>
    /// <exception cref="UnreadableYamlException">The file cannot be read, is no YAML or too much of it, or is no mapping.</exception>
    public static YamlMappingNode Read(string path) => Parse(() => ReadBytes(path));

    /// <summary>The same of a file that is not written yet.</summary>
    /// <exception cref="UnreadableYamlException">It is no YAML, or no mapping.</exception>
    public static YamlMappingNode Parse(string text) => Parse(() => new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>What stands under a key, or null.</summary>
    public static YamlNode? Find(YamlMappingNode map, string key) =>
        map.Children.FirstOrDefault(entry => entry.Key is YamlScalarNode name && name.Value == key).Value;

    /// <summary>The text under a key; null where there is none, or an empty one.</summary>
    public static string? Text(YamlMappingNode map, string key) => Find(map, key) is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;

    private static YamlMappingNode Parse(Func<MemoryStream> open)
    {
        try
        {
            using var content = open();
            YamlBudget.Check(TextOf(content));
            var stream = new YamlStream();
            stream.Load(TextOf(content));
            return stream.Documents.Count == 0 ? [] : stream.Documents[0].RootNode switch
            {
                YamlMappingNode map => map,
                YamlScalarNode { Value: null or "" } => [],
                var other => throw new YamlBudgetException(other.Start, other.End, "it is not a mapping"),
            };
        }
        catch (Exception cause) when (cause is YamlException or IOException or UnauthorizedAccessException)
        {
            // The parser's own words may quote a line, and a line may hold what was meant to be a secret.
            throw new UnreadableYamlException(
                cause switch
                {
                    YamlBudgetException budget => $"{budget.Message} (line {budget.Start.Line})",
                    YamlException yaml => $"it is not valid YAML (line {yaml.Start.Line})",
                    _ => cause.Message,
                },
                cause);
        }
    }

    // Counted while it is read: what a link leads to, a device for instance, may have no length and no end.
    private static MemoryStream ReadBytes(string path)
    {
        using var file = File.OpenRead(path);
        var content = new MemoryStream();
        var part = new byte[16 * 1024];
        for (var read = file.Read(part); read > 0; read = file.Read(part))
        {
            content.Write(part, 0, read);
            if (content.Length > MaxLength)
            {
                throw new IOException($"it has more than {MaxLength / 1024 / 1024} MiB");
            }
        }

        return content;
    }

    private static StreamReader TextOf(MemoryStream content)
    {
        content.Position = 0;
        return new StreamReader(content, leaveOpen: true);
    }
}
