using HarnessCollab.Provider.Commands.Syntax;

namespace HarnessCollab.Provider.Commands.Store;

/// <summary>A consistent copy of a store that is in use.</summary>
internal static class BackupStore
{
    public static CommandSyntax Syntax { get; } = new()
    {
        Usage = "store backup PATH",
        Summary = "Copies a SQLite store to a new file, while others go on working. The key is not part of it.",
        Operands = 1,
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        await using var store = await StoreOpener.OpenExistingAsync(context);
        var path = Path.GetFullPath(arguments.Operands[0], context.Environment.WorkingDirectory);
        await StoreCommand.MaintenanceOf(store).BackupAsync(path);
        await context.Console.NoteAsync(
            $"the {store.Description} was copied to {path}; keep its key elsewhere, without it the secrets cannot be read");
        return ExitCodes.Done;
    }
}
