using System.Globalization;
using HarnessCollab.Cli.Arguments;
using HarnessCollab.Engine;
using HarnessCollab.Engine.Projects;
using HarnessCollab.Engine.State;
using HarnessCollab.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Cli.Commands;

/// <summary><c>config</c> and what is below it.</summary>
internal static class ConfigCommands
{
    public static OptionSpec Path { get; } = OptionSpec.Flag("path", "the key is a path into an object or list");

    public static int List(Invocation call)
    {
        _ = call.Stack;
        var decrypt = call.Arguments.Has("show-secrets") ? call.Secrets().Decrypt : (Func<string, string>?)null;
        var entries = call.Settings.Config.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        Terminal.Output.Write(TextTable.Of(["KEY", "VALUE"], entries.Select(entry => (IReadOnlyList<string>)
            [ConfigKey.Parse(entry.Key, call.Project.Name).Display(call.Project.Name), ConfigText.Text(entry.Value, decrypt)])));
        return 0;
    }

    public static int Get(Invocation call)
    {
        _ = call.Stack;
        var (key, path) = Key(call);
        var node = ConfigPath.Get(call.Settings.Config.GetValueOrDefault(key.ToString()) ?? call.Project.Defaults.GetValueOrDefault(key.ToString()), path)
            ?? throw new EngineException($"configuration key '{call.Arguments.Operands[0]}' not found for stack '{call.Stack.Name}'");
        Terminal.Output.Write(ConfigText.Text(node, ciphertext => call.Secrets().Decrypt(ciphertext)) + "\n");
        return 0;
    }

    public static int Set(Invocation call)
    {
        _ = call.Stack;
        var (key, path) = Key(call);
        var secret = call.Arguments.Has("secret");
        var text = call.Arguments.Operands.Count > 1 ? call.Arguments.Operands[1]
            : call.Terminal.IsInteractive ? secret ? Terminal.AskSecret("value: ") : Console.ReadLine() ?? ""
            : StandardInput.Read();
        var node = secret ? StackSettings.Secure(call.Secrets().Encrypt(text)) : Scalar(text, call.Arguments.Has("path"));
        call.Settings.Set(key, ConfigPath.Set(call.Settings.Config.GetValueOrDefault(key.ToString()), path.ToArray(), node));
        call.Settings.Save();
        return 0;
    }

    public static int Remove(Invocation call)
    {
        _ = call.Stack;
        var (key, path) = Key(call);
        if (call.Settings.Config.TryGetValue(key.ToString(), out var node))
        {
            if (path.Count == 0)
            {
                call.Settings.Remove(key);
            }
            else
            {
                ConfigPath.Remove(node, path);
                call.Settings.Set(key, node);
            }

            call.Settings.Save();
        }

        return 0;
    }

    // The first word of a path is the key; a namespace before it ends at a colon.
    private static (ConfigKey Key, IReadOnlyList<object> Path) Key(Invocation call)
    {
        var text = call.Arguments.Operands.Count > 0 ? call.Arguments.Operands[0] : throw new EngineException("accepts at least 1 arg(s), received 0");
        if (!call.Arguments.Has("path"))
        {
            return (ConfigKey.Parse(text, call.Project.Name), []);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var parts = ConfigPath.Parse(text[(colon + 1)..]);
        return (ConfigKey.Parse(text[..(colon + 1)] + parts[0], call.Project.Name), [.. parts.Skip(1)]);
    }

    // As a path, a bool or a number is one, and no text.
    private static YamlScalarNode Scalar(string text, bool typed)
    {
        var isNumber = text.Length < 16 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && GoJsonWriter.FormatNumber(number) == text;
        return new YamlScalarNode(text) { Style = typed && (text is "true" or "false" || isNumber) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted };
    }
}
