namespace HarnessCollab.Cli.Commands;

/// <summary>Every command of collab.</summary>
internal static class CollabCommands
{
    /// <summary>All commands by name. The function that runs a command returns the exit code.</summary>
    public static CommandTable<Func<Invocation, Task<int>>> Table => new(
        "collab",
        "run Pulumi programs on a small engine of its own: a strict subset of the Pulumi CLI",
        Operation("preview", "show what an update would do", OperationKind.Update, Options.Replace, Options.Refresh),
        Operation(
            "up", "create and update what the program asks for", OperationKind.Update, [Options.Replace, Options.Refresh, .. Options.Change]),
        Operation(
            "refresh", "correct the state by what is really there", OperationKind.Refresh,
            [.. Options.Change, Options.SkipPendingCreates, Options.ClearPendingCreates]),
        Operation(
            "destroy", "delete everything in the stack", OperationKind.Destroy, [Options.Refresh, .. Options.Change, Options.Remove]),
        Command("cancel [STACK]", "unlock a stack whose update was interrupted", StackCommands.Cancel, Options.Stack, Options.Yes),
        Command("config", "list the settings", ConfigCommands.List, Options.Stack, Options.ShowSecrets),
        Command("config get KEY", "show a setting", ConfigCommands.Get, Options.Stack),
        Command("config set KEY [VALUE]", "change a setting", ConfigCommands.Set, Options.Stack, Options.Secret),
        Command("config rm KEY", "remove a setting", ConfigCommands.Remove, Options.Stack),
        Command("stack init [NAME]", "make a stack", StackCommands.Init, Options.Stack),
        Command("stack select [NAME]", "choose the stack to work with", StackCommands.Select, Options.Stack, Options.Create),
        Command("stack ls", "list the stacks", StackCommands.List, Options.Json, Options.AllProjects),
        Command("stack output [NAME]", "show the outputs", StackOutput.Show, Options.Stack, Options.Json, Options.ShowSecrets),
        Command("stack rm [NAME]", "remove a stack", StackCommands.Remove, Options.Stack, Options.Yes, Options.Force, Options.PreserveConfig),
        OfPlugin("doctor", "test a connection to Jira by hand"),
        OfPlugin("accounts", "list, show, check or use the Jira accounts in the store"),
        OfPlugin("store", "look into the store, back it up"))
    {
        Options = Options.Everywhere,
        Version = $"v{typeof(CollabCommands).Assembly.GetName().Version!.ToString(3)}",
        Refusal = name => Options.IsOnlyPulumis(name)
            ? $"the flag {name} is not supported by collab for this command; use the Pulumi CLI, or leave it out" : null,
        Elsewhere = "collab does not support it; if the Pulumi CLI does, use the Pulumi CLI",
    };

    private static Command<Func<Invocation, Task<int>>> Operation(
        string name, string summary, OperationKind kind, params IReadOnlyList<Option> options) =>
        new(name, summary, call => OperationCommand.RunAsync(call, kind, onlyPreview: name == "preview"))
        {
            Options = [.. Options.Operation, .. options],
        };

    /// <param name="syntax">The command's words, and its operands in capitals.</param>
    private static Command<Func<Invocation, Task<int>>> Command(
        string syntax, string summary, Action<Invocation> run, params IReadOnlyList<Option> options)
    {
        var words = syntax.Split(' ');
        var name = words.TakeWhile(word => char.IsLower(word[0])).ToArray();
        return new(string.Join(' ', name), summary, RunAsync) { Operands = words[name.Length..], Options = options };

        Task<int> RunAsync(Invocation call)
        {
            run(call);
            return Task.FromResult(0);
        }
    }

    private static Command<Func<Invocation, Task<int>>> OfPlugin(string name, string summary) =>
        new(name, $"{summary} (a command of the plugin)", call => PluginTool.RunAsync(call, name)) { Rest = Rest.Everything };
}
