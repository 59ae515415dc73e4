namespace HarnessCollab.Provider.Commands.Syntax;

/// <summary>A command that consists of others: <c>accounts list</c>, <c>accounts show</c>, ….</summary>
/// <param name="name">Its word.</param>
/// <param name="commands">Its commands by their words.</param>
internal sealed class CommandGroup(string name, params (string Word, CommandSyntax Syntax, Func<Arguments, CommandContext, Task<int>> Run)[] commands)
{
    private string Usage => string.Join(
        '\n', commands.Select((command, at) => $"{(at == 0 ? "usage:" : "      ")} pulumi-resource-harnesscollab {command.Syntax.Usage}"));

    public async Task<int> RunAsync(IReadOnlyList<string> given, CommandContext context)
    {
        if (given.Count > 0 && given[0] is "--help" or "-h" or "help")
        {
            await context.Console.Output.WriteLineAsync(
                $"{Usage}\n\n{string.Join('\n', commands.Select(command => $"  {command.Word,-11} {command.Syntax.Summary}"))}");
            return ExitCodes.Done;
        }

        foreach (var (word, syntax, run) in commands)
        {
            if (given.Count > 0 && given[0] == word)
            {
                return await syntax.RunAsync([.. given.Skip(1)], context, run);
            }
        }

        var words = string.Join(", ", commands.Select(command => command.Word));
        throw new UsageException(given.Count == 0
            ? $"'{name}' wants one of {words}"
            : $"'{name}' has no command '{ServerText.Line(given[0])}'; it has {words}") { Usage = Usage };
    }
}
