using System.Globalization;
using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Commands;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Provider.Configuration;

/// <summary>Reads the YAML files of a Pulumi project.</summary>
internal static class YamlFile
{
    /// <summary>The mapping in the file; an empty mapping for an empty file.</summary>
    /// <exception cref="PluginException">The file cannot be read, or is not a mapping.</exception>
    public static YamlMappingNode Read(string path)
    {
        try
        {
            return PulumiYaml.Read(path);
        }
        catch (UnreadableYamlException cause)
        {
            throw new PluginException(
                CommandErrorCodes.StackConfigUnreadable,
                $"{path} cannot be read: {cause.Message}. Correct the file.",
                StatusCode.FailedPrecondition,
                cause);
        }
    }

    /// <summary>A scalar by YAML's rules: quoted text is a string; plain text can also be a flag or a number.</summary>
    public static PropertyValue ValueOf(YamlScalarNode scalar) => scalar switch
    {
        { Style: ScalarStyle.Plain, Value: "true" or "false" } => PropertyValue.Of(scalar.Value == "true"),
        { Style: ScalarStyle.Plain, Value: { } text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            PropertyValue.Of(number),
        _ => PropertyValue.Of(scalar.Value ?? ""),
    };
}
