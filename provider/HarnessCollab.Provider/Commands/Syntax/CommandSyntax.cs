using System.Text;

namespace HarnessCollab.Provider.Commands.Syntax;

/// <summary>How one command is called.</summary>
internal sealed class CommandSyntax
{
    /// <summary>With its words: <c>accounts show NAME</c>.</summary>
    public required string Usage { get; init; }

    /// <summary>What it does, in a sentence or two.</summary>
    public required string Summary { get; init; }

    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>How many operands it takes, no more and no less.</summary>
    public int Operands { get; init; }

    /// <summary>Whether a command follows after <c>--</c>.</summary>
    public bool TakesCommand { get; init; }

    public string Line => $"usage: pulumi-resource-harnesscollab {Usage}";

    public string Help
    {
        get
        {
            var text = new StringBuilder(Line).Append("\n\n").Append(Summary);
            var rows = Options.Select(option => (Left: option.Value is null ? option.Name : $"{option.Name} {option.Value}", option.Help)).ToArray();
            var width = rows.Length == 0 ? 0 : rows.Max(row => row.Left.Length);
            return rows.Aggregate(
                text.Append(rows.Length == 0 ? "" : "\n"),
                (all, row) => all.Append("\n  ").Append(row.Left.PadRight(width)).Append("  ").Append(row.Help)).ToString();
        }
    }

    /// <summary>Understands the arguments and runs the command, or shows its help.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> given, CommandContext context, Func<Arguments, CommandContext, Task<int>> run)
    {
        if (given.TakeWhile(argument => argument != "--").Any(argument => argument is "--help" or "-h"))
        {
            await context.Console.Output.WriteLineAsync(Help);
            return ExitCodes.Done;
        }

        try
        {
            return await run(ArgumentParser.Parse(given, this), context);
        }
        catch (UsageException problem)
        {
            problem.Usage = Line;
            throw;
        }
    }
}

/// <summary>An option of a command.</summary>
/// <param name="Name">With its dashes: <c>--account</c>.</param>
/// <param name="Value">What its value is called in help texts; null for a flag.</param>
/// <param name="Help">What it means.</param>
/// <param name="Repeatable">Whether it may be given several times.</param>
internal sealed record Option(string Name, string? Value, string Help, bool Repeatable = false)
{
    /// <summary>The same in all commands that have an answer.</summary>
    public static Option Json { get; } = new("--json", null, "answer as JSON");
}

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
