using System.Globalization;
using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Commands;
using HarnessCollab.Provider.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Provider.Configuration;

/// <summary>Reads the YAML files of a Pulumi project.</summary>
internal static class YamlFile
{
    // In bytes. The largest stack files in public use have some hundred kilobytes.
    private const int MaxLength = 4 * 1024 * 1024;

    /// <summary>The file's mapping; an empty file has an empty one.</summary>
    /// <exception cref="ProviderException">The file cannot be read, or is no mapping.</exception>
    public static YamlMappingNode Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxLength)
            {
                throw new IOException($"it has more than {MaxLength / 1024 / 1024} MiB");
            }

            var text = File.ReadAllText(path);
            YamlBudget.Check(new StringReader(text));
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? [] : stream.Documents[0].RootNode as YamlMappingNode ?? throw new YamlException("it is not a mapping");
        }
        catch (Exception cause) when (cause is YamlException or IOException or UnauthorizedAccessException)
        {
            // The parser's own words may quote a line, and a line may hold what was meant to be a secret.
            var reason = cause switch
            {
                YamlBudgetException budget => $"{budget.Message} (line {budget.Start.Line})",
                YamlException yaml => $"it is not valid YAML (line {yaml.Start.Line})",
                _ => cause.Message,
            };
            throw new ProviderException(CommandErrorCodes.StackConfigUnreadable, $"{path} cannot be read: {reason}. Correct the file.", StatusCode.FailedPrecondition, cause);
        }
    }

    public static YamlNode? Find(YamlMappingNode map, string key) =>
        map.Children.FirstOrDefault(entry => entry.Key is YamlScalarNode name && name.Value == key).Value;

    public static string? Text(YamlMappingNode map, string key) => Find(map, key) is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;

    /// <summary>A scalar by YAML's rules: what is quoted is text, what is not may be a flag or a number.</summary>
    public static PropertyValue ValueOf(YamlScalarNode scalar) => scalar switch
    {
        { Style: ScalarStyle.Plain, Value: "true" or "false" } => PropertyValue.Of(scalar.Value == "true"),
        { Style: ScalarStyle.Plain, Value: { } text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => PropertyValue.Of(number),
        _ => PropertyValue.Of(scalar.Value ?? ""),
    };
}
