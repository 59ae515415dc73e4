using HarnessCollab.Provider.Configuration;
using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Commands.Config;

/// <summary>A stack's settings: Pulumi.STACK.yaml, and the defaults for all stacks in Pulumi.yaml. Only read, never written.</summary>
internal sealed class StackFile : ConfigSource
{
    private readonly string _stack;
    private readonly ProjectFile _project;
    private readonly StackSettings _settings;
    private readonly PassphraseSource _passphrase;
    private PassphraseSecretsManager? _secrets;

    private StackFile(string stack, ProjectFile project, StackSettings settings, PassphraseSource passphrase) =>
        (_stack, _project, _settings, _passphrase) = (stack, project, settings, passphrase);

    public override string Project => _project.Name;

    public override string Name => $"the stack {TextProblems.Quote(_stack)}";

    public override string CommandFor(string key) => $"pulumi config set {key} --stack {_stack}";

    /// <param name="stack">Its name, with or without organisation and project in front.</param>
    /// <exception cref="PluginException">There is no project here, or it has no such stack.</exception>
    /// <exception cref="PulumiFileException">One of the files cannot be used.</exception>
    public static StackFile Open(string stack, IProcessEnvironment environment)
    {
        var project = ProjectFile.Above(environment.WorkingDirectory).FirstOrDefault() is { } file ? ProjectFile.Read(file) : throw Unreadable(
            $"there is no Pulumi.yaml at or above {environment.WorkingDirectory}, so there is no stack either. "
            + "Run the command in the project's folder.");
        var name = stack[(stack.LastIndexOf('/') + 1)..];
        var path = project.SettingsPath(name);
        if (!Path.Exists(path))
        {
            throw Unreadable($"the stack {TextProblems.Quote(name)} has no settings file {path}. Check its name with 'pulumi stack ls', or set a "
                + "value with 'pulumi config set'.");
        }

        var passphrase = new PassphraseSource(
            variable => environment.IsSet(variable) ? environment.Variable(variable) ?? "" : null,
            question => SecretInput.Ask(question, $"set {PassphraseSource.Variable} or {PassphraseSource.FileVariable}").Reveal());
        return new StackFile(name, project, StackSettings.Read(path, project.Name), passphrase);
    }

    public override PropertyValue? Find(string key)
    {
        if (_settings.Find(key, _project) is not { } setting)
        {
            return null;
        }

        try
        {
            // As an engine would pass it on: always a string, an object as JSON.
            var text = PropertyValue.Of(setting.Text(setting.HoldsSecret ? (_secrets ??= Unlock(key)).Decrypt : null));
            return setting.HoldsSecret ? PropertyValue.SecretOf(text) : text;
        }
        catch (WrongPassphraseException)
        {
            throw Unreadable($"the passphrase is not the one of stack {TextProblems.Quote(_stack)}, so '{key}' cannot be decrypted. "
                + $"Set {PassphraseSource.Variable} or {PassphraseSource.FileVariable}.");
        }
    }

    private PassphraseSecretsManager Unlock(string key) => _settings is { Salt: { } salt, SecretsProvider: null or "passphrase" }
        ? PassphraseSecretsManager.Open(salt, _passphrase.Get(_stack), _settings.File)
        : throw Unreadable(
            $"'{key}' of stack {TextProblems.Quote(_stack)} is encrypted by "
            + $"{(_settings.SecretsProvider is { } provider ? TextProblems.Quote(provider) : "the backend")}, "
            + $"which only the Pulumi CLI can use. Pass the secret on: pulumi config get {key} --stack {_stack} | "
            + "pulumi-resource-harnesscollab doctor --secret-stdin …");

    private static PluginException Unreadable(string problem) => new(CommandErrorCodes.StackConfigUnreadable, problem);
}
