namespace HarnessCollab.Provider.Commands.Syntax;

/// <summary>An option of a command.</summary>
/// <param name="Name">With its dashes: <c>--account</c>.</param>
/// <param name="Value">What its value is called in help texts; null for a flag.</param>
/// <param name="Help">What it means.</param>
/// <param name="Repeatable">Whether it may be given several times.</param>
internal sealed record Option(string Name, string? Value, string Help, bool Repeatable = false)
{
    /// <summary>The same in all commands that have an answer.</summary>
    public static Option Json { get; } = new("--json", null, "answer as JSON");
}
