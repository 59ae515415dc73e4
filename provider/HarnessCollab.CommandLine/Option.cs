namespace HarnessCollab.CommandLine;

/// <summary>
/// An option: <c>--account NAME</c> or <c>--account=NAME</c>. A flag is <c>--json</c>, and <c>--json=false</c> undoes it.
/// </summary>
/// <param name="Name">With its dashes: <c>--account</c>.</param>
/// <param name="Value">The name of its value in help texts; null for a flag.</param>
/// <param name="Help">What it means.</param>
/// <param name="Short">Its one-letter form, with its dash: <c>-a</c>; empty if it has none.</param>
public sealed record Option(string Name, string? Value, string Help, string Short = "")
{
    /// <summary>Whether the command requires it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it may be given several times; otherwise a second time is a mistake.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>How to write it: <c>--account NAME</c>.</summary>
    public string Syntax => Value is null ? Name : $"{Name} {Value}";
}
