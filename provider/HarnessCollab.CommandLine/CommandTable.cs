namespace HarnessCollab.CommandLine;

/// <summary>
/// The commands of a program, and the parsing of its command line. All programs here use it. It is our own, because the known library doubles
/// the time that a command takes to start where it is compiled as it runs, and adds two megabytes to a native binary.
/// </summary>
/// <typeparam name="TRun">The type of the function that runs a command.</typeparam>
/// <param name="program">The name of the executable.</param>
/// <param name="summary">What the program is.</param>
public sealed class CommandTable<TRun>(string program, string summary, params IReadOnlyList<Command<TRun>> commands)
{
    private static readonly Option Help = new("--help", null, "show this text", "-h");
    private static readonly Option ShowVersion = new("--version", null, "show the version");

    /// <summary>Options of every command.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>What <c>--version</c> shows; empty if there is no such option.</summary>
    public string Version { get; init; } = "";

    /// <summary>Explains why an option does not exist that users may expect; null if there is nothing to explain.</summary>
    public Func<string, string?> Refusal { get; init; } = _ => null;

    /// <summary>The advice for an unknown option or command without a similar known one; empty: a list of the known ones.</summary>
    public string Elsewhere { get; init; } = "";

    private IReadOnlyList<Option> WithoutCommand => Version.Length == 0 ? [.. Options, Help] : [.. Options, Help, ShowVersion];

    /// <summary>Parses a command line. No part of it is ignored.</summary>
    /// <exception cref="UsageException">It is not valid.</exception>
    public Call<TRun> Parse(IReadOnlyList<string> given)
    {
        var reader = new ArgumentReader(given, Refusal, Elsewhere.Length > 0 ? Elsewhere : "--help lists the options");
        if (commands is [{ Name: "" } only])
        {
            return OfCommand(only, reader);
        }

        reader.TakeOptions(WithoutCommand);
        if (reader.Values.ContainsKey(ShowVersion.Name) && reader.Problems.Count == 0)
        {
            return Answer($"{Version}\n");
        }

        var name = "";
        while (reader.Next is { } word && Below(Joined(name, word)).Any())
        {
            name = Joined(name, word);
            reader.Take();
        }

        var command = commands.FirstOrDefault(command => command.Name == name);
        return command is null ? WithoutOne(name, reader)
            : command.Rest == Rest.Everything ? Checked(command, reader, [], reader.TakeRest())
            : OfCommand(command, reader);
    }

    private Call<TRun> OfCommand(Command<TRun> command, ArgumentReader reader)
    {
        IReadOnlyList<Option> allowed = [.. command.Options, .. Options, Help];
        var operands = new List<string>();
        reader.TakeOptions(allowed);
        while (reader.Take() is { } operand)
        {
            operands.Add(operand);
            reader.TakeOptions(allowed);
        }

        if (reader.Values.ContainsKey(Help.Name))
        {
            return Answer(HelpText.Of(command.Summary, Usage(command), [], allowed, command.Details));
        }

        // The remaining words begin with "--".
        string[] rest = [.. reader.TakeRest().Skip(1)];
        return command.Rest == Rest.CommandAfterDashes
            ? Checked(command, reader, operands, rest)
            : Checked(command, reader, [.. operands, .. rest], []);
    }

    private Call<TRun> Checked(Command<TRun> command, ArgumentReader reader, IReadOnlyList<string> operands, IReadOnlyList<string> rest)
    {
        var problems = reader.Problems.ToList();
        if (command.Operands.ElementAtOrDefault(operands.Count) is { } operand && !operand.StartsWith('['))
        {
            problems.Add($"an argument is missing: {operand}");
        }

        // It may be the value of an unknown option.
        if (operands.Count > command.Operands.Count && !reader.HasUnknownOption)
        {
            problems.Add("there are too many arguments");
        }

        problems.AddRange(command.Options
            .Where(option => option.IsRequired && !reader.Values.ContainsKey(option.Name))
            .Select(option => $"{option.Syntax} is required"));
        if (command.Rest == Rest.CommandAfterDashes && rest.Count == 0)
        {
            problems.Add("the command to run is missing; write it after '--'");
        }

        return problems.Count == 0
            ? new(command, new(reader.Values, operands, rest))
            : throw new UsageException(problems) { Usage = Usage(command) };
    }

    // No command, or the first word of several.
    private Call<TRun> WithoutOne(string name, ArgumentReader reader)
    {
        reader.TakeOptions([.. Options, Help]);
        var below = (name.Length == 0 ? commands : Below(name)).ToArray();
        if (reader.Values.ContainsKey(Help.Name) || reader.Next == "help" || (name.Length == 0 && reader.Next is null && reader.Problems.Count == 0))
        {
            return Answer(HelpText.Of(summary, Usage(name), below.Select(each => (each.Name, each.Summary)), WithoutCommand, ""));
        }

        throw new UsageException([.. reader.Problems, .. NoCommand(name, reader.Next, below)]) { Usage = Usage(name) };
    }

    private IEnumerable<string> NoCommand(string name, string? word, IReadOnlyList<Command<TRun>> below)
    {
        var words = string.Join(", ", below.Select(command => command.Name[name.Length..].TrimStart().Split(' ')[0]).Distinct());
        if (word is not null)
        {
            var wanted = Joined(name, word);
            var help = Nearest.Of(wanted, below.Select(command => command.Name)) is { } meant ? $"did you mean '{meant}'?"
                : Elsewhere.Length > 0 ? Elsewhere : $"the commands are {words}";
            yield return $"there is no command '{ServerText.Line(wanted)}'; {help}";
        }
        else if (name.Length > 0)
        {
            yield return $"'{name}' needs one of {words}";
        }
    }

    private static Call<TRun> Answer(string text) => new(null, new(new Dictionary<string, List<string>>(), [], []), text);

    private static string Joined(string name, string word) => name.Length == 0 ? word : $"{name} {word}";

    /// <summary>The usage line of a command, for mistakes that only the command itself can find.</summary>
    public string Usage(Command<TRun> command) => $"Usage: {program} {command.Syntax}";

    private string Usage(string name) => $"Usage: {Joined(program, name).TrimEnd()} COMMAND [OPTIONS]";

    private IEnumerable<Command<TRun>> Below(string words) =>
        commands.Where(command => command.Name == words || command.Name.StartsWith($"{words} ", StringComparison.Ordinal));
}
