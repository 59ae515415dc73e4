using HarnessCollab.Cli.Commands;

Console.OutputEncoding = new System.Text.UTF8Encoding(false);
try
{
    var call = CollabCommands.Table.Parse(args);
    if (call.Command is { } command)
    {
        return await command.Run(new Invocation(call.Arguments));
    }

    Console.Out.Write(call.Answer);
    return 0;
}
catch (UsageException wrong)
{
    await Console.Error.WriteAsync(string.Concat(wrong.Problems.Select(problem => $"error: {problem}\n")));
    return 1;
}
catch (Exception e) when (e is EngineException or PulumiFileException or WrongPassphraseException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"error: {e.Message}");
    return (e as EngineException)?.ExitCode ?? 1;
}
catch (Exception e)
{
    await Console.Error.WriteLineAsync($"error: HC9001: collab itself failed. This is a bug in it; please report it with the lines below.\n{e}");
    return 255;
}
