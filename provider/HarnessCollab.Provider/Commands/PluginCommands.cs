using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Commands.Accounts;
using HarnessCollab.Provider.Commands.Check;
using HarnessCollab.Provider.Commands.Doctor;
using HarnessCollab.Provider.Commands.Store;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Schema;
using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Commands;

/// <summary>Runs a command.</summary>
/// <returns>The exit code: 0 done, 1 failed, 2 called wrongly; commands add their own.</returns>
internal delegate Task<int> CommandRun(Arguments arguments, CommandContext context);

/// <summary>The plugin binary as a command-line tool. Without a command it serves an engine.</summary>
internal static class PluginCommands
{
    private static readonly string[] SecretNames = ["--password", "--token", "--api-token", "--secret", "--personal-access-token", "--new-key"];

    private static CommandTable<CommandRun> Table => new(
        "pulumi-resource-harnesscollab",
        "the Jira collaboration provider: a Pulumi plugin that, without a command, serves an engine and prints its port",
        DoctorCommand.Command,
        ListAccounts.Command,
        ShowAccount.Command,
        CheckAccounts.Command,
        ExecWithAccount.Command,
        SealAccount.Command,
        DeleteAccount.Command,
        StoreInfo.Command,
        StoreLog.Command,
        BackupStore.Command,
        RotateKey.Command,
        new("schema", "write the package schema to standard output", (_, context) => TellAsync(EmbeddedSchema.Text, context)),
        new("version", "write the version to standard output", (_, context) => TellAsync($"{PackageInfo.Version}\n", context)))
    {
        Options = [CommonOptions.Verbose],
        Version = PackageInfo.Version,
        Refusal = name => SecretNames.Contains(name)
            ? $"there is no option {name}: a secret is never an argument, because others on the machine could read it there; "
                + "the command asks for it, or reads it from standard input"
            : null,
    };

    public static async Task<int> RunAsync(IReadOnlyList<string> given, CommandContext context)
    {
        var console = context.Console;
        var table = Table;
        Call<CommandRun>? call = null;
        try
        {
            call = table.Parse(given);
            return call.Command is { } command ? await command.Run(call.Arguments, context) : await TellAsync(call.Answer, context);
        }
        catch (UsageException wrong)
        {
            foreach (var problem in wrong.Problems)
            {
                await console.ErrorAsync(problem);
            }

            await console.NoteAsync($"\n{(call?.Command is { } command ? table.Usage(command) : wrong.Usage)}");
            return ExitCodes.Usage;
        }
        catch (SettingsException settings)
        {
            foreach (var problem in settings.Problems)
            {
                await console.ErrorAsync(problem);
            }
        }
        catch (PulumiFileException file)
        {
            await console.ErrorAsync(ServerText.Lines($"{CommandErrorCodes.StackConfigUnreadable}: {file.Message.TrimEnd('.')}."));
        }
        catch (Exception expected) when (expected is StoreException or PluginException)
        {
            await console.ErrorAsync(ServerText.Lines(expected.Message));
        }
        catch (Exception defect)
        {
            // The text of an unforeseen exception may hold anything; its type and place do not.
            var ending = call?.Arguments.Has(CommonOptions.Verbose) == true
                ? $"with the lines below.\n{defect.StackTrace}"
                : "with the lines that the same command shows with -v.";
            await console.ErrorAsync($"{ErrorCodes.Defect}: this is a defect of the provider ({defect.GetType().Name}); please report it {ending}");
        }

        return ExitCodes.Failed;
    }

    private static async Task<int> TellAsync(string text, CommandContext context)
    {
        await context.Console.Output.WriteAsync(text);
        return ExitCodes.Done;
    }
}
