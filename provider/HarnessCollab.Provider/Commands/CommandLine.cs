using HarnessCollab.Provider.Commands.Accounts;
using HarnessCollab.Provider.Commands.Doctor;
using HarnessCollab.Provider.Commands.Store;
using HarnessCollab.Provider.Commands.Syntax;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Schema;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands;

/// <summary>
/// The plugin binary as a command-line tool. Without a command it serves an engine. The parser is a small one of our own: a dozen
/// options need no library, and the binary starts too often to carry one.
/// </summary>
internal static class CommandLine
{
    private const string Verbose = "-v";

    private const string Usage = """
        usage: pulumi-resource-harnesscollab COMMAND

          doctor     test a connection to Jira by hand
          accounts   list, show, check or use the Jira accounts in the store
          store      look into the store: info, log, backup, rotate-key
          schema     write the package schema to standard output
          version    write the version to standard output
          help       show this text

        'COMMAND --help' tells more; -v shows where a defect of the plugin lies. Without a command it is a Pulumi plugin:
        it serves an engine and prints its port.
        """;

    /// <returns>The exit code: 0 done, 1 failed, 2 called wrongly; commands add their own.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> command, CommandContext context)
    {
        var console = context.Console;
        // What follows "--" is another program's.
        var ours = command.TakeWhile(word => word != "--").ToList();
        var verbose = ours.Skip(1).Contains(Verbose);
        try
        {
            return await DispatchAsync([.. ours.Where((word, index) => index == 0 || word != Verbose), .. command.Skip(ours.Count)], context);
        }
        catch (UsageException problem)
        {
            await console.ErrorAsync($"{problem.Message}\n\n{problem.Usage}");
            return ExitCodes.Usage;
        }
        catch (SettingsException settings)
        {
            foreach (var problem in settings.Problems)
            {
                await console.ErrorAsync(problem);
            }
        }
        catch (Exception expected) when (expected is StoreException or PluginException)
        {
            await console.ErrorAsync(ServerText.Lines(expected.Message));
        }
        catch (Exception defect)
        {
            // The text of an unforeseen exception may hold anything; its type and place do not.
            var ending = verbose ? $"with the lines below.\n{defect.StackTrace}" : "with the lines that the same command shows with -v.";
            await console.ErrorAsync($"{ErrorCodes.Defect}: this is a defect of the provider ({defect.GetType().Name}); please report it {ending}");
        }

        return ExitCodes.Failed;
    }

    private static async Task<int> DispatchAsync(IReadOnlyList<string> command, CommandContext context)
    {
        IReadOnlyList<string> rest = [.. command.Skip(1)];
        switch (command[0])
        {
            case "doctor":
                return await DoctorCommand.RunAsync(rest, context);
            case "accounts":
                return await AccountsCommand.Group.RunAsync(rest, context);
            case "store":
                return await StoreCommand.Group.RunAsync(rest, context);
            case "schema":
                await context.Console.Output.WriteAsync(EmbeddedSchema.Text);
                return ExitCodes.Done;
            case "version" or "--version":
                await context.Console.Output.WriteLineAsync(PackageInfo.Version);
                return ExitCodes.Done;
            case "help" or "--help" or "-h":
                await context.Console.Output.WriteLineAsync(Usage);
                return ExitCodes.Done;
            default:
                await context.Console.ErrorAsync($"unknown command '{ServerText.Lines(command[0])}'\n\n{Usage}");
                return ExitCodes.Failed;
        }
    }
}
