namespace HarnessCollab.Cli.Commands;

/// <summary><c>config</c> and its subcommands.</summary>
internal static class ConfigCommands
{
    public static void List(Invocation call)
    {
        var entries = call.Settings.Config.Values.OrderBy(setting => setting.Key.ToString(), StringComparer.Ordinal);
        Func<string, string?>? decrypt = call.Arguments.Has(Options.ShowSecrets) ? call.Secrets().Decrypt : null;
        Terminal.Output.Write(TextTable.Of(
            ["KEY", "VALUE"], entries.Select(setting => (IReadOnlyList<string>)[setting.Key.Display(call.Project.Name), setting.Text(decrypt)])));
    }

    public static void Get(Invocation call)
    {
        var settings = call.Settings;
        var setting = settings.Find(Key(call).ToString(), call.Project)
            ?? throw new EngineException($"configuration key '{call.Arguments.Operands[0]}' not found for stack '{call.Stack.Name}'");
        Terminal.Output.Write(setting.Text(ciphertext => call.Secrets().Decrypt(ciphertext)) + "\n");
    }

    public static void Set(Invocation call)
    {
        var settings = call.Settings;
        var key = Key(call);
        var secret = call.Arguments.Has(Options.Secret);
        var text = call.Arguments.Operand(1)
            ?? (!call.Terminal.IsInteractive ? StandardInput.Read() : secret ? SecretPrompt.Ask("value") : Console.ReadLine() ?? "");
        settings.Set(key, secret ? YamlMap.Secure(call.Secrets().Encrypt(text)) : new YamlScalar(text));
        settings.Save();
    }

    public static void Remove(Invocation call)
    {
        var settings = call.Settings;
        var key = Key(call);
        if (settings.Config.ContainsKey(key.ToString()))
        {
            settings.Remove(key);
            settings.Save();
        }
    }

    private static ConfigKey Key(Invocation call) => ConfigKey.Parse(call.Arguments.Operands[0], call.Project.Name)
        ?? throw new EngineException($"'{call.Arguments.Operands[0]}' is not the key of a setting; keys are of the form NAMESPACE:NAME");
}
