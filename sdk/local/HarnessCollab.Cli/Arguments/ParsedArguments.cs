using System.Globalization;
using HarnessCollab.Engine;

namespace HarnessCollab.Cli.Arguments;

/// <summary>The options and operands of a command line. What the command does not have is an error: nothing is passed over.</summary>
internal sealed class ParsedArguments
{
    private readonly Dictionary<string, List<string>> _options = new(StringComparer.Ordinal);
    private readonly List<string> _operands = [];

    public IReadOnlyList<string> Operands => _operands;

    /// <summary>Reads arguments against the options that are allowed.</summary>
    /// <exception cref="EngineException">An option is unknown, refused, or lacks its value.</exception>
    public static ParsedArguments Parse(IReadOnlyList<string> arguments, IReadOnlyList<OptionSpec> allowed)
    {
        var result = new ParsedArguments();
        var queue = new Queue<string>(arguments);
        while (queue.TryDequeue(out var argument))
        {
            if (argument == "--")
            {
                result._operands.AddRange(queue);
                break;
            }

            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                var parts = argument[2..].Split('=', 2);
                var spec = allowed.FirstOrDefault(option => option.Name == parts[0]) ?? throw Unknown(parts[0]);
                result.Add(spec, parts.Length == 2 ? parts[1] : null, queue, $"--{spec.Name}");
            }
            else if (argument.Length > 1 && argument[0] == '-')
            {
                result.AddShort(argument, allowed, queue);
            }
            else
            {
                result._operands.Add(argument);
            }
        }

        return result;
    }

    public bool Has(string name) => _options.TryGetValue(name, out var values) && values[^1] != "false";

    /// <summary>The last value of an option, or null.</summary>
    public string? Value(string name) => _options.TryGetValue(name, out var values) ? values[^1] : null;

    public IReadOnlyList<string> Values(string name) => _options.TryGetValue(name, out var values) ? values : [];

    /// <summary>The value as a positive number, or null.</summary>
    /// <exception cref="EngineException">It is not a number.</exception>
    public int? Number(string name) => Value(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => Math.Max(1, number),
        var text => throw new EngineException($"--{name} takes a number, and \"{text}\" is none"),
    };

    /// <summary>Refuses more operands than the command has.</summary>
    public void ExpectAtMost(int operands)
    {
        if (_operands.Count > operands)
        {
            throw new EngineException(string.Create(CultureInfo.InvariantCulture, $"accepts at most {operands} arg(s), received {_operands.Count}"));
        }
    }

    // Flags may stand together, as in -yf; what follows any other option is its value.
    private void AddShort(string argument, IReadOnlyList<OptionSpec> allowed, Queue<string> queue)
    {
        for (var (at, more) = (1, true); more; at++)
        {
            var spec = allowed.FirstOrDefault(option => option.Short == argument[at..(at + 1)])
                ?? throw new EngineException($"the flag -{argument[at]} in {argument} is not supported by collab for this command; if the Pulumi CLI has it, use the Pulumi CLI");
            var rest = argument[(at + 1)..];
            more = rest.Length > 0 && rest[0] != '=' && spec.Value != OptionValue.Required;
            Add(spec, more || rest.Length == 0 ? null : rest.TrimStart('='), queue, $"'{spec.Short}' in {argument}");
        }
    }

    private void Add(OptionSpec spec, string? value, Queue<string> queue, string shown)
    {
        if (value is null && spec.Value == OptionValue.Required && !queue.TryDequeue(out value))
        {
            throw new EngineException($"flag needs an argument: {shown}");
        }

        if (spec.Value == OptionValue.Flag && value is not (null or "true" or "false"))
        {
            throw new EngineException($"--{spec.Name} takes no value but true and false, and \"{value}\" is neither");
        }

        if (!_options.TryGetValue(spec.Name, out var values))
        {
            _options[spec.Name] = values = [];
        }

        values.Add(value ?? "true");
    }

    private static EngineException Unknown(string name) => new(OptionTable.OnlyPulumi.Contains(name)
        ? $"the flag --{name} is not supported by collab for this command; use the Pulumi CLI, or leave it out" : $"unknown flag: --{name}");
}
