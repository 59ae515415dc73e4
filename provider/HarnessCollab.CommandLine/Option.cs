namespace HarnessCollab.CommandLine;

/// <summary>
/// An option: <c>--account NAME</c> or <c>--account=NAME</c>. A flag is <c>--json</c>, and <c>--json=false</c> takes it back.
/// </summary>
/// <param name="Name">With its dashes: <c>--account</c>.</param>
/// <param name="Value">What its value is called in help texts; null for a flag.</param>
/// <param name="Help">What it means.</param>
/// <param name="Short">Its form of one letter, with its dash: <c>-a</c>; empty when it has none.</param>
public sealed record Option(string Name, string? Value, string Help, string Short = "")
{
    /// <summary>Whether the command cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it may be given several times; otherwise a second time is a mistake.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>As it is written: <c>--account NAME</c>.</summary>
    public string Syntax => Value is null ? Name : $"{Name} {Value}";
}
