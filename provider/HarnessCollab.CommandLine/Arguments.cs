using System.Globalization;

namespace HarnessCollab.CommandLine;

/// <summary>The parsed arguments of a command.</summary>
/// <param name="values">Values by the name of the option; a flag has <c>true</c> or <c>false</c>.</param>
/// <param name="operands">The words that are not options.</param>
/// <param name="rest">The words for another program.</param>
public sealed class Arguments(IReadOnlyDictionary<string, List<string>> values, IReadOnlyList<string> operands, IReadOnlyList<string> rest)
{
    public IReadOnlyList<string> Operands { get; } = operands;

    public IReadOnlyList<string> Rest { get; } = rest;

    /// <summary>The value of an option that is required.</summary>
    public string this[Option option] => values[option.Name][0];

    /// <summary>Whether an option is given, and not set to false.</summary>
    public bool Has(Option option) => Find(option) is { } value && !(option.Value is null && value == "false");

    public IReadOnlyList<string> All(Option option) => values.TryGetValue(option.Name, out var all) ? all : [];

    public string? Find(Option option) => All(option) is [var value, ..] ? value : null;

    /// <summary>The operand at a place, or null.</summary>
    public string? Operand(int index) => Operands.ElementAtOrDefault(index);

    /// <exception cref="UsageException">It is not a whole number in this range.</exception>
    public int? Number(Option option, int from = 0, int to = int.MaxValue)
    {
        if (Find(option) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"{option.Syntax} must be a number from {from}{(to == int.MaxValue ? "" : $" to {to}")}"));
    }

    /// <exception cref="UsageException">It is none of the words.</exception>
    public string? OneOf(Option option, params IReadOnlyList<string> words) => Find(option) is not { } word || words.Contains(word)
        ? Find(option)
        : throw new UsageException($"{option.Name} must be one of {string.Join(", ", words)}");

    /// <exception cref="UsageException">Both are given.</exception>
    public void RefuseBoth(Option one, Option other)
    {
        if (Has(one) && Has(other))
        {
            throw new UsageException($"{one.Name} and {other.Name} cannot be used together");
        }
    }
}
