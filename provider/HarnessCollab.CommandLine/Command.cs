namespace HarnessCollab.CommandLine;

/// <summary>What may follow the options and operands of a command.</summary>
public enum Rest
{
    /// <summary>Nothing; after <c>--</c> every word is an operand.</summary>
    None,

    /// <summary>After <c>--</c> a command of another program.</summary>
    CommandAfterDashes,

    /// <summary>All words are for another program, and are passed on unchanged.</summary>
    Everything,
}

/// <summary>How one command is called.</summary>
/// <param name="Name">One word, or two: <c>accounts list</c>. Empty when a program has only this one.</param>
/// <param name="Summary">What it does, as in <c>list the accounts</c>.</param>
/// <param name="Run">The function that runs it.</param>
public sealed record Command<TRun>(string Name, string Summary, TRun Run)
{
    /// <summary>The names of its operands; those in brackets may be left out, as in <c>[VALUE]</c>.</summary>
    public IReadOnlyList<string> Operands { get; init; } = [];

    public IReadOnlyList<Option> Options { get; init; } = [];

    public Rest Rest { get; init; }

    /// <summary>More text of its help, after the options.</summary>
    public string Details { get; init; } = "";

    /// <summary>How to write it, with everything that is required.</summary>
    internal string Syntax
    {
        get
        {
            var options = Options.Where(option => option.IsRequired).Select(option => option.Syntax);
            string rest = Rest switch
            {
                Rest.CommandAfterDashes => "[OPTIONS] -- COMMAND [ARGUMENT…]",
                Rest.Everything => "…",
                _ => "[OPTIONS]",
            };
            string[] parts = [Name, .. Operands, .. options, rest];
            return string.Join(' ', parts.Where(part => part.Length > 0));
        }
    }
}
