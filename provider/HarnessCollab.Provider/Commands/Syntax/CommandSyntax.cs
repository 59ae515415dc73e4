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
