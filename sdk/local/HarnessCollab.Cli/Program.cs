using HarnessCollab.Cli.Arguments;
using HarnessCollab.Cli.Commands;
using HarnessCollab.Engine;

Console.OutputEncoding = new System.Text.UTF8Encoding(false);
try
{
    return await RunAsync(args);
}
catch (Exception e) when (e is EngineException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"error: {e.Message}");
    return (e as EngineException)?.ExitCode ?? 1;
}
catch (Exception e)
{
    await Console.Error.WriteLineAsync($"error: HC9001: collab itself failed. This is a bug in it; please report it with the lines below.\n{e}");
    return 255;
}

static async Task<int> RunAsync(string[] args)
{
    // Options may stand before the command, as in `collab --color never up`; those with a value take the next word with them.
    var first = 0;
    while (first < args.Length && args[first].StartsWith('-'))
    {
        first += args[first] is "--color" or "--cwd" or "-C" ? 2 : 1;
    }

    var before = args[..Math.Min(first, args.Length)];
    if (first >= args.Length)
    {
        var asked = ParsedArguments.Parse(before, [.. OptionTable.Global, OptionSpec.Flag("version", "show the version")]);
        Console.Out.Write(asked.Has("version") ? "v0.1.0\n" : CommandTable.Help(null));
        return 0;
    }

    if (CommandTable.Plugin.Contains(args[first]))
    {
        return await PluginTool.RunAsync(ParsedArguments.Parse(before, OptionTable.Global), args[first..]);
    }

    var (command, words) = CommandTable.Find(args[first..]);
    var arguments = ParsedArguments.Parse([.. before, .. args[(first + words)..]], [.. command.Options, .. OptionTable.Global]);
    if (arguments.Has("help"))
    {
        Console.Out.Write(CommandTable.Help(command));
        return 0;
    }

    arguments.ExpectAtMost(command.Operands);
    return await command.RunAsync(new Invocation(arguments));
}
