namespace HarnessCollab.Engine.Secrets;

/// <summary>Where the passphrase comes from: the CLI's two variables, else whoever sits at the terminal.</summary>
/// <param name="environment">The variables of the process.</param>
/// <param name="prompt">Asks on a terminal, given the text to show; null when there is none.</param>
public sealed class PassphraseSource(IReadOnlyDictionary<string, string> environment, Func<string, string>? prompt)
{
    private string? _asked;

    /// <summary>The passphrase for an existing stack, or, with <paramref name="isNew"/>, for one that is being made.</summary>
    /// <exception cref="EngineException">There is none, or the file cannot be read.</exception>
    public string Get(bool isNew)
    {
        if (environment.TryGetValue("PULUMI_CONFIG_PASSPHRASE", out var passphrase))
        {
            return passphrase;
        }

        if (environment.TryGetValue("PULUMI_CONFIG_PASSPHRASE_FILE", out var file) && file.Length > 0)
        {
            return File.ReadAllText(file).Trim();
        }

        if (prompt is null)
        {
            throw new EngineException(
                "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables");
        }

        return _asked ??= isNew ? AskTwice(prompt) : prompt(
            "Enter your passphrase to unlock config/secrets\n    (set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to remember): ");
    }

    private static string AskTwice(Func<string, string> prompt)
    {
        var first = prompt("Enter your passphrase to protect config/secrets: ");
        return prompt("Re-enter your passphrase to confirm: ") == first ? first : throw new EngineException("passphrases do not match");
    }
}
