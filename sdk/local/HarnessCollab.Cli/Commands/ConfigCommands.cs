using HarnessCollab.CommandLine;
using HarnessCollab.Engine;
using HarnessCollab.Settings;

namespace HarnessCollab.Cli.Commands;

/// <summary><c>config</c> and what is below it.</summary>
internal static class ConfigCommands
{
    public static int List(Invocation call)
    {
        _ = call.Stack;
        var decrypt = call.Arguments.Has(Options.ShowSecrets) ? call.Secrets().Decrypt : (Func<string, string?>?)null;
        var entries = call.Settings.Config.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        Terminal.Output.Write(TextTable.Of(["KEY", "VALUE"], entries.Select(entry => (IReadOnlyList<string>)
            [entry.Value.Key.Display(call.Project.Name), entry.Value.Text(decrypt)])));
        return 0;
    }

    public static int Get(Invocation call)
    {
        _ = call.Stack;
        var key = Key(call).ToString();
        var setting = call.Settings.Find(key, call.Project)
            ?? throw new EngineException($"configuration key '{call.Arguments.Operands[0]}' not found for stack '{call.Stack.Name}'");
        Terminal.Output.Write(setting.Text(ciphertext => call.Secrets().Decrypt(ciphertext)) + "\n");
        return 0;
    }

    public static int Set(Invocation call)
    {
        _ = call.Stack;
        var key = Key(call);
        var secret = call.Arguments.Has(Options.Secret);
        var text = call.Arguments.Operand(1)
            ?? (call.Terminal.IsInteractive ? secret ? SecretPrompt.Ask("value") : Console.ReadLine() ?? ""
            : StandardInput.Read());
        call.Settings.Set(key, secret ? YamlMap.Secure(call.Secrets().Encrypt(text)) : new YamlScalar(text));
        call.Settings.Save();
        return 0;
    }

    public static int Remove(Invocation call)
    {
        _ = call.Stack;
        var key = Key(call);
        if (call.Settings.Config.ContainsKey(key.ToString()))
        {
            call.Settings.Remove(key);
            call.Settings.Save();
        }

        return 0;
    }

    private static ConfigKey Key(Invocation call) => ConfigKey.Parse(call.Arguments.Operands[0], call.Project.Name)
        ?? throw new EngineException($"'{call.Arguments.Operands[0]}' is no key of a setting; keys are of the form NAMESPACE:NAME");
}
