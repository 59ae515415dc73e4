namespace HarnessCollab.Provider.Commands.Syntax;

/// <summary>
/// Takes arguments apart: <c>--name value</c>, <c>--name=value</c>, operands, and a command after <c>--</c>. Order does not matter.
/// </summary>
internal static class ArgumentParser
{
    private static readonly string[] TemptingNames = ["--password", "--token", "--api-token", "--secret", "--personal-access-token", "--new-key"];

    /// <exception cref="UsageException">They make no sense; the text repeats no value.</exception>
    public static Arguments Parse(IReadOnlyList<string> given, CommandSyntax syntax)
    {
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var operands = new List<string>();
        for (var at = 0; at < given.Count; at++)
        {
            var argument = given[at];
            if (argument == "--")
            {
                return syntax.TakesCommand
                    ? Checked(values, operands, [.. given.Skip(at + 1)], syntax)
                    : throw new UsageException("'--' makes no sense here");
            }

            if (!argument.StartsWith('-') || argument == "-")
            {
                operands.Add(argument);
                continue;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument : argument[..equals];
            var option = syntax.Options.FirstOrDefault(each => each.Name == name) ?? throw Unknown(name, syntax);
            var value = equals >= 0 ? argument[(equals + 1)..] : null;
            if (option.Value is null && value is not null)
            {
                throw new UsageException($"{name} takes no value");
            }

            if (option.Value is not null && value is null)
            {
                value = ++at < given.Count && given[at] != "--"
                    ? given[at]
                    : throw new UsageException($"{name} wants a value: {name} {option.Value}");
            }

            var all = values.TryGetValue(name, out var before) ? before : values[name] = [];
            if (all.Count > 0 && !option.Repeatable)
            {
                throw new UsageException($"{name} is given twice");
            }

            all.Add(value ?? "");
        }

        return Checked(values, operands, [], syntax);
    }

    private static Arguments Checked(Dictionary<string, List<string>> values, List<string> operands, string[] command, CommandSyntax syntax)
    {
        if (operands.Count != syntax.Operands)
        {
            throw new UsageException(operands.Count < syntax.Operands ? "an argument is missing" : "there is an argument too many");
        }

        return syntax.TakesCommand && command.Length == 0
            ? throw new UsageException("the command to run is missing; it stands after '--'")
            : new Arguments(values, operands, command);
    }

    private static UsageException Unknown(string name, CommandSyntax syntax)
    {
        if (TemptingNames.Contains(name))
        {
            return new UsageException($"there is no option {name}: a secret is never an argument, since others on the machine could read it there; "
                + "it is asked for, or read from standard input");
        }

        var known = syntax.Options.Count == 0
            ? "this command has none"
            : $"there are {string.Join(", ", syntax.Options.Select(option => option.Name))}";
        return new UsageException($"there is no option '{ServerText.Line(name)}'; {known}");
    }
}

/// <summary>The arguments of a call, understood.</summary>
/// <param name="values">Values by option name; a flag has one empty value.</param>
/// <param name="operands">What is no option.</param>
/// <param name="command">What follows <c>--</c>.</param>
internal sealed class Arguments(IReadOnlyDictionary<string, List<string>> values, IReadOnlyList<string> operands, IReadOnlyList<string> command)
{
    public IReadOnlyList<string> Operands { get; } = operands;

    public IReadOnlyList<string> Command { get; } = command;

    public bool Has(Option option) => values.ContainsKey(option.Name);

    public IReadOnlyList<string> All(Option option) => values.TryGetValue(option.Name, out var all) ? all : [];

    public string? Find(Option option) => All(option) is [var value, ..] ? value : null;

    /// <exception cref="UsageException">It is not given.</exception>
    public string Require(Option option) => Find(option) ?? throw new UsageException($"{option.Name} {option.Value} is required");
}

/// <summary>A command was called wrongly. The message repeats no argument that could be a secret.</summary>
internal sealed class UsageException(string problem) : Exception(problem)
{
    /// <summary>How it is called, for the person who reads the message.</summary>
    public string Usage { get; set; } = "";
}
