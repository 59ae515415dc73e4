namespace HarnessCollab.Provider.Commands.Syntax;

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
