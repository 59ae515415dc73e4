namespace HarnessCollab.Settings;

/// <summary>Where a stack's passphrase comes from: the Pulumi CLI's two variables, else whoever sits at the terminal.</summary>
/// <param name="variable">The value of a variable of the process; null where it is not set.</param>
/// <param name="ask">Asks the person, given the question; fails in its own words where there is nobody.</param>
public sealed class PassphraseSource(Func<string, string?> variable, Func<string, string> ask)
{
    public const string Variable = "PULUMI_CONFIG_PASSPHRASE";
    public const string FileVariable = "PULUMI_CONFIG_PASSPHRASE_FILE";

    private string? _asked;

    /// <summary>The passphrase of a stack that exists.</summary>
    /// <exception cref="PulumiFileException">The file cannot be read.</exception>
    public string Get(string stack) => Given() ?? (_asked ??= ask($"passphrase of stack {stack}"));

    /// <summary>The passphrase for a stack that is being made: what is typed is asked for twice. Null when the two differ.</summary>
    /// <exception cref="PulumiFileException">The file cannot be read.</exception>
    public string? GetNew(string stack)
    {
        _asked ??= Given() ?? ask($"passphrase for the new stack {stack}");
        return Given() is not null || ask("the same again") == _asked ? _asked : null;
    }

    // An empty passphrase is one, as for the Pulumi CLI; an empty name of a file is none.
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
