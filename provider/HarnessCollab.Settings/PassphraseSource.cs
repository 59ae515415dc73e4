namespace HarnessCollab.Settings;

/// <summary>Where a stack's passphrase comes from: one of the Pulumi CLI's two environment variables, else the person at the terminal.</summary>
/// <param name="variable">Gives the value of an environment variable; null when it is not set.</param>
/// <param name="ask">Asks the person the given question; throws an exception of its own when there is no person to ask.</param>
public sealed class PassphraseSource(Func<string, string?> variable, Func<string, string> ask)
{
    public const string Variable = "PULUMI_CONFIG_PASSPHRASE";
    public const string FileVariable = "PULUMI_CONFIG_PASSPHRASE_FILE";

    private string? _asked;

    /// <summary>The passphrase of a stack that exists.</summary>
    /// <exception cref="PulumiFileException">The file cannot be read.</exception>
    public string Get(string stack) => Given() ?? (_asked ??= ask($"passphrase of stack {stack}"));

    /// <summary>The passphrase for a new stack. A person is asked for it twice; null when the two answers differ.</summary>
    /// <exception cref="PulumiFileException">The file cannot be read.</exception>
    public string? GetNew(string stack)
    {
        _asked ??= Given() ?? ask($"passphrase for the new stack {stack}");
        return Given() is not null || ask("the same passphrase again") == _asked ? _asked : null;
    }

    // An empty passphrase is a passphrase, as for the Pulumi CLI; an empty file name means that no file is given.
    private string? Given()
    {
        if (variable(Variable) is { } passphrase)
        {
            return passphrase;
        }

        try
        {
            return variable(FileVariable) is { Length: > 0 } file ? YamlFile.ReadText(file).Trim() : null;
        }
        catch (PulumiFileException cause)
        {
            throw new PulumiFileException($"the file that {FileVariable} names cannot be used: {cause.Message}", cause);
        }
    }
}
