using HarnessCollab.Cli.Arguments;
using HarnessCollab.Engine;

namespace HarnessCollab.Cli.Commands;

/// <summary>Every command of collab.</summary>
internal static class CommandTable
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new("preview", "show what an update would do", 0, [.. OptionTable.Operation, .. OptionTable.Update, OptionTable.Refresh], call => OperationCommand.RunAsync(call, OperationKind.Update, onlyPreview: true)),
        new("up", "create and update what the program asks for", 0, [.. OptionTable.Operation, .. OptionTable.Update, OptionTable.Refresh, .. OptionTable.Change], call => OperationCommand.RunAsync(call, OperationKind.Update, onlyPreview: false)),
        new("refresh", "correct the state by what is really there", 0, [.. OptionTable.Operation, .. OptionTable.Change, OptionSpec.Flag("skip-pending-creates", "keep interrupted creations"), OptionSpec.Flag("clear-pending-creates", "forget interrupted creations")], call => OperationCommand.RunAsync(call, OperationKind.Refresh, onlyPreview: false)),
        new("destroy", "delete everything in the stack", 0, [.. OptionTable.Operation, OptionTable.Refresh, .. OptionTable.Change, OptionSpec.Flag("remove", "remove the stack afterwards")], call => OperationCommand.RunAsync(call, OperationKind.Destroy, onlyPreview: false)),
        new("cancel", "unlock a stack whose update was interrupted", 1, [OptionTable.Stack, OptionTable.Yes], StackCommands.Cancel),
        new("config", "list the settings", 0, [OptionTable.Stack, OptionTable.ShowSecrets], ConfigCommands.List),
        new("config get", "show a setting", 1, [OptionTable.Stack], ConfigCommands.Get),
        new("config set", "change a setting", 2, [OptionTable.Stack, OptionSpec.Flag("secret", "encrypt the value")], ConfigCommands.Set),
        new("config rm", "remove a setting", 1, [OptionTable.Stack], ConfigCommands.Remove),
        new("stack init", "make a stack", 1, [OptionTable.Stack], StackCommands.Init),
        new("stack select", "choose the stack to work with", 1, [OptionTable.Stack, OptionSpec.Flag("create", "make it when it does not exist", "c")], StackCommands.Select),
        new("stack ls", "list the stacks", 0, [OptionTable.Json, OptionSpec.Flag("all", "of all projects: here there is one", "a")], StackCommands.List),
        new("stack output", "show the outputs", 1, [OptionTable.Stack, OptionTable.Json, OptionTable.ShowSecrets], StackOutput.Show),
        new("stack rm", "remove a stack", 1, [OptionTable.Stack, OptionTable.Yes, OptionSpec.Flag("force", "even when it has resources", "f"), OptionSpec.Flag("preserve-config", "keep its settings")], StackCommands.Remove),
    ];

    /// <summary>The commands of the plugin binary, which collab passes on as they are.</summary>
    public static IReadOnlySet<string> Plugin { get; } = new HashSet<string>(StringComparer.Ordinal) { "doctor", "accounts", "store" };

    /// <summary>The command that the words name, and how many words that took.</summary>
    /// <exception cref="EngineException">There is none.</exception>
    public static (Command Command, int Words) Find(IReadOnlyList<string> words)
    {
        var two = string.Join(' ', words.Take(2));
        var command = All.FirstOrDefault(command => command.Name == two) ?? All.FirstOrDefault(command => command.Name == words[0])
            ?? throw new EngineException($"unknown command \"{(words[0] is "stack" ? two : words[0])}\" for \"collab\": it is not supported by collab; if the Pulumi CLI has it, use the Pulumi CLI");
        return (command, command.Name.Split(' ').Length);
    }

    public static string Help(Command? command)
    {
        var text = new System.Text.StringBuilder();
        var options = OptionTable.Global;
        if (command is null)
        {
            text.Append("collab runs Pulumi programs on a small engine of its own: a strict subset of the Pulumi CLI.\n\nUsage:\n  collab COMMAND [OPTIONS]\n\nCommands:\n");
            foreach (var each in All)
            {
                text.Append($"  {each.Name,-16}{each.Help}\n");
            }

            text.Append("  doctor, accounts, store\n                  commands of the provider plugin: collab doctor --help\n");
        }
        else
        {
            options = [.. command.Options, .. options];
            text.Append($"{char.ToUpperInvariant(command.Help[0])}{command.Help[1..]}.\n\nUsage:\n  collab {command.Name} [OPTIONS]\n");
        }

        text.Append("\nOptions:\n");
        foreach (var option in options)
        {
            var name = $"{(option.Short.Length > 0 ? $"-{option.Short}, " : "    ")}--{option.Name}{(option.Value == OptionValue.Required ? " VALUE" : "")}";
            text.Append($"  {name,-30}{option.Help}\n");
        }

        return text.ToString();
    }
}
