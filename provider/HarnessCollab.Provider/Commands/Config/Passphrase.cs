using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Commands.Config;

/// <summary>The passphrase of a stack, from where the Pulumi CLI takes it: two variables, else the person at the terminal.</summary>
internal static class Passphrase
{
    private const string Variable = "PULUMI_CONFIG_PASSPHRASE";
    private const string FileVariable = "PULUMI_CONFIG_PASSPHRASE_FILE";

    public static async Task<string> ReadAsync(string stack, CommandContext context)
    {
        // An empty passphrase is one, as for the Pulumi CLI.
        if (context.Environment.IsSet(Variable))
        {
            return context.Environment.Variable(Variable) ?? "";
        }

        if (context.Environment.Variable(FileVariable) is not { } file)
        {
            return (await SecretInput.AskAsync($"passphrase of stack {stack}", $"set {Variable} or {FileVariable}", context.Console)).Reveal();
        }

        try
        {
            return (await File.ReadAllTextAsync(file)).Trim();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new PluginException(
                CommandErrorCodes.StackConfigUnreadable,
                $"the file that {FileVariable} names cannot be read. Correct the variable. Cause: {cause.Message}",
                Grpc.Core.StatusCode.FailedPrecondition,
                cause);
        }
    }
}
