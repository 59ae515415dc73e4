namespace HarnessCollab.CommandLine;

/// <summary>Reads a command line from its beginning: options and words, in the order in which the table of commands asks for them.</summary>
/// <param name="refusal">Explains why an option does not exist that users may expect; null if there is nothing to explain.</param>
/// <param name="elsewhere">The advice for an unknown option without a similar known one.</param>
internal sealed class ArgumentReader(IReadOnlyList<string> given, Func<string, string?> refusal, string elsewhere)
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private int _at;

    public IReadOnlyDictionary<string, List<string>> Values => _values;

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Whether a word that looks like an operand may be the value of an unknown option.</summary>
    public bool HasUnknownOption { get; private set; }

    /// <summary>The next word, unless it is an option or <c>--</c>, and the one after it.</summary>
    public string? Next => Word(_at);

    public string? Second => Next is null ? null : Word(_at + 1);

    public string? Take()
    {
        var word = Next;
        _at += word is null ? 0 : 1;
        return word;
    }

    /// <summary>All remaining words.</summary>
    public IReadOnlyList<string> TakeRest()
    {
        string[] rest = [.. given.Skip(_at)];
        _at = given.Count;
        return rest;
    }

    /// <summary>Reads the options up to the next word or <c>--</c>.</summary>
    public void TakeOptions(IReadOnlyList<Option> allowed)
    {
        while (_at < given.Count && IsOption(given[_at]))
        {
            var argument = given[_at++];
            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                var parts = argument.Split('=', 2);
                Add(parts[0], allowed.FirstOrDefault(option => option.Name == parts[0]), parts.ElementAtOrDefault(1), allowed);
            }
            else
            {
                TakeShort(argument, allowed);
            }
        }
    }

    // Flags may be combined, as in -yf; the rest after any other option is its value.
    private void TakeShort(string argument, IReadOnlyList<Option> allowed)
    {
        for (var at = 1; at < argument.Length; at++)
        {
            var name = $"-{argument[at]}";
            var option = allowed.FirstOrDefault(option => option.Short == name);
            var rest = argument[(at + 1)..];
            if (option is { Value: null } && rest.Length > 0 && rest[0] != '=')
            {
                Add(name, option, null, allowed);
                continue;
            }

            Add(name, option, rest.Length == 0 ? null : rest[0] == '=' ? rest[1..] : rest, allowed);
            return;
        }
    }

    private void Add(string name, Option? option, string? value, IReadOnlyList<Option> allowed)
    {
        if (option is null)
        {
            HasUnknownOption = true;
            _problems.Add(Unknown(name, allowed));
            return;
        }

        if (option.Value is null)
        {
            value ??= "true";
            if (value is not ("true" or "false"))
            {
                _problems.Add($"{name} accepts only the values true and false");
            }
        }
        else if (value is null)
        {
            value = _at < given.Count && given[_at] != "--" ? given[_at++] : null;
            if (value is null)
            {
                _problems.Add($"{name} needs a value: {option.Syntax}");
                value = "";
            }
        }

        if (_values.TryAdd(option.Name, [value]))
        {
            return;
        }

        _values[option.Name].Add(value);
        if (!option.IsRepeatable)
        {
            _problems.Add($"{option.Name} is given twice");
        }
    }

    private string Unknown(string name, IReadOnlyList<Option> allowed) =>
        refusal(name)
        ?? (Nearest.Of(name, allowed.Select(option => option.Name)) is { } meant
            ? $"there is no option {ServerText.Line(name)}; did you mean {meant}?"
            : $"there is no option {ServerText.Line(name)}; {elsewhere}");

    private string? Word(int at) => at < given.Count && given[at] != "--" && !IsOption(given[at]) ? given[at] : null;

    // A dash alone is an operand: some commands use it for standard input.
    private static bool IsOption(string argument) => argument.Length > 1 && argument[0] == '-' && argument != "--";
}
