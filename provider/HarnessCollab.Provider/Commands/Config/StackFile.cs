using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Provider.Commands.Config;

/// <summary>A stack's settings: Pulumi.STACK.yaml, and below it what Pulumi.yaml says for all stacks. Only read, never written.</summary>
internal sealed class StackFile : ConfigSource
{
    private readonly string _stack;
    private readonly string _path;
    private readonly YamlMappingNode _settings;
    private readonly YamlMappingNode _project;
    private readonly Func<Task<string>> _passphrase;
    private StackSecrets? _secrets;

    private StackFile(YamlMappingNode project, string stack, string path, YamlMappingNode settings, Func<Task<string>> passphrase)
    {
        Project = PulumiYaml.Text(project, "name") ?? "";
        (_project, _stack, _path, _settings, _passphrase) = (project, stack, path, settings, passphrase);
    }

    public override string Project { get; }

    public override string Name => $"the stack {TextProblems.Quote(_stack)}";

    public override string CommandFor(string key) => $"pulumi config set {key} --stack {_stack}";

    /// <param name="stack">Its name, with or without organisation and project before it.</param>
    /// <param name="passphrase">Gives the passphrase, asked for at most once, and only when there is something to decrypt.</param>
    /// <exception cref="PluginException">There is no project here, or it has no such stack.</exception>
    public static StackFile Open(string stack, IProcessEnvironment environment, Func<Task<string>> passphrase)
    {
        var (folder, isProject) = ProjectFolder.Find(environment.WorkingDirectory);
        if (!isProject)
        {
            throw Unreadable($"there is no Pulumi.yaml at or above {folder}, so there is no stack either. Run the command in the project's folder.");
        }

        var project = YamlFile.Read(ProjectFolder.FileIn(folder)!);
        var name = stack[(stack.LastIndexOf('/') + 1)..];
        var path = StackFiles.PathOf(folder, project, name);
        return File.Exists(path)
            ? new StackFile(project, name, path, YamlFile.Read(path), passphrase)
            : throw Unreadable($"the stack {TextProblems.Quote(name)} has no settings file {path}. Check its name with 'pulumi stack ls', or set a "
                + "value with 'pulumi config set'.");
    }

    public override async Task<PropertyValue?> FindAsync(string key)
    {
        var node = PulumiYaml.Find(_settings, "config") is YamlMappingNode config ? StackFiles.Find(config, key) : null;
        return (node ?? OfAllStacks(key)) switch
        {
            null => null,
            // A setting reaches the provider as text, whatever it looks like; only within an object a number is a number.
            YamlScalarNode scalar => PropertyValue.Of(scalar.Value ?? ""),
            var found => await ValueOfAsync(found, key),
        };
    }

    // Pulumi.yaml: a value, or an object that declares one with "value" or "default". The project's own keys may stand there without its name.
    private YamlNode? OfAllStacks(string key)
    {
        if (PulumiYaml.Find(_project, "config") is not YamlMappingNode config)
        {
            return null;
        }

        var own = $"{Project}:";
        var node = StackFiles.Find(config, key)
            ?? (key.StartsWith(own, StringComparison.Ordinal) ? PulumiYaml.Find(config, key[own.Length..]) : null);
        return node is YamlMappingNode map
            ? PulumiYaml.Find(map, "value") ?? PulumiYaml.Find(map, "default") ?? (DeclaresOnly(map) ? null : map)
            : node;
    }

    private static bool DeclaresOnly(YamlMappingNode map) =>
        map.Children.Keys.All(name => name is YamlScalarNode { Value: "type" or "description" or "secret" or "items" });

    private async Task<PropertyValue> ValueOfAsync(YamlNode node, string key)
    {
        switch (node)
        {
            case YamlScalarNode scalar:
                return YamlFile.ValueOf(scalar);

            case YamlMappingNode { Children.Count: 1 } map when PulumiYaml.Find(map, "secure") is YamlScalarNode { Value: { } ciphertext }:
                _secrets ??= await UnlockAsync(key);
                return PropertyValue.SecretOf(_secrets.Decrypt(ciphertext) ?? throw Unreadable($"'{key}' in {_path} is damaged: "
                    + $"it is no ciphertext of this stack. Set it again: pulumi config set --secret {key} --stack {_stack}."));

            case YamlMappingNode map:
                var members = new List<KeyValuePair<string, PropertyValue>>();
                foreach (var (name, value) in map.Children)
                {
                    members.Add(new(name.ToString(), await ValueOfAsync(value, key)));
                }

                return PropertyValue.Of(PropertyMap.From(members));

            default:
                throw Unreadable(
                    $"'{key}' in {_path} is a list, which no setting of the provider is. Correct it: pulumi config set {key} --stack {_stack}.");
        }
    }

    private async Task<StackSecrets> UnlockAsync(string key)
    {
        var provider = PulumiYaml.Text(_settings, "secretsprovider");
        if (PulumiYaml.Text(_settings, "encryptionsalt") is not { } salt || provider is not (null or "passphrase"))
        {
            throw Unreadable(
                $"'{key}' of stack {TextProblems.Quote(_stack)} is encrypted by {(provider is null ? "the backend" : TextProblems.Quote(provider))}, "
                + $"which only the Pulumi CLI can ask. Hand the secret on: pulumi config get {key} --stack {_stack} | "
                + "pulumi-resource-harnesscollab doctor --secret-stdin …");
        }

        return StackSecrets.Open(salt, await _passphrase())
            ?? throw Unreadable($"the passphrase is not the one of stack {TextProblems.Quote(_stack)}, so '{key}' cannot be decrypted. "
                + "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.");
    }

    private static PluginException Unreadable(string problem) => new(CommandErrorCodes.StackConfigUnreadable, problem, StatusCode.FailedPrecondition);
}
