using HarnessCollab.CommandLine;
using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Commands;

/// <summary>
/// Reads a secret from standard input or from the terminal; never from an argument, which every user of the machine can read.
/// </summary>
internal static class SecretInput
{
    /// <summary>
    /// Reads standard input without a byte order mark and without its final line break, like <c>collab config set</c>. The rest is the secret.
    /// </summary>
    public static SecretText Read(string option)
    {
        var line = StandardInput.Read();
        return line.Length > 0 ? new SecretText(line) : throw new UsageException($"{option}: standard input contains no secret");
    }

    /// <summary>Asks on the terminal, without echo.</summary>
    /// <param name="instead">What to do if there is no terminal, for the error.</param>
    public static SecretText Ask(string question, string instead)
    {
        if (Console.IsInputRedirected)
        {
            throw new UsageException($"there is no terminal to ask for the {ServerText.Line(question)}; {instead}");
        }

        var typed = SecretPrompt.Ask(ServerText.Line(question));
        return typed.Length > 0 ? new SecretText(typed) : throw new UsageException("no secret was typed");
    }
}
