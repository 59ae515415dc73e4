using System.Text;
using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Commands;

/// <summary>
/// The streams of a command: its result goes to <see cref="Output"/>, all other messages to <see cref="Errors"/>.
/// </summary>
/// <param name="output">Standard output.</param>
/// <param name="errors">Standard error.</param>
/// <param name="colours">Whether the result may be coloured.</param>
internal sealed class CommandConsole(TextWriter output, TextWriter errors, bool colours)
{
    public TextWriter Output { get; } = output;

    public TextWriter Errors { get; } = errors;

    // Our own streams instead of Console.Out, which reconfigures the terminal; "accounts exec" must pass it on unchanged.
    public static CommandConsole OfProcess(IProcessEnvironment environment) => new(
        Writer(Console.OpenStandardOutput()),
        Writer(Console.OpenStandardError()),
        colours: !Console.IsOutputRedirected && environment.Variable("NO_COLOR") is null && environment.Variable("TERM") is not "dumb");

    /// <summary>Writes information that is not the result.</summary>
    public Task NoteAsync(string text) => Errors.WriteLineAsync(text);

    public Task ErrorAsync(string text) => Errors.WriteLineAsync($"error: {text}");

    /// <summary>The text in a colour (an ANSI code such as 31), if colours are enabled.</summary>
    public string Paint(string text, int colour) => colours ? $"\u001b[{colour}m{text}\u001b[0m" : text;

    private static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
}
