using HarnessCollab.Cli.Commands;

namespace HarnessCollab.Cli;

/// <summary>Standard output and error, and whether a person sits at the terminal.</summary>
internal sealed class Terminal(bool interactive, bool color)
{
    /// <summary>True when questions may be asked and rows may be overwritten.</summary>
    public bool IsInteractive => interactive;

    public bool Color => color;

    public static TextWriter Output => Console.Out;

    public static TextWriter Error => Console.Error;

    public static Terminal From(Arguments arguments)
    {
        var asks = !arguments.Has(Options.NonInteractive) && !Console.IsInputRedirected && !Console.IsOutputRedirected;
        return new Terminal(asks, arguments.OneOf(Options.Color, "always", "never", "auto", "raw") switch
        {
            "always" => true,
            "never" or "raw" => false,
            _ => asks && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        });
    }
}
