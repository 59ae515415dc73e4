using System.Globalization;

namespace SandboxHost;

/// <summary>The command line, read.</summary>
internal sealed record Arguments(SandboxSettings Settings, int Port, bool ExitWithParent, bool Help)
{
    /// <exception cref="SwitchException">Something on the line is not understood.</exception>
    public static Arguments Parse(string[] args)
    {
        var result = new Arguments(new SandboxSettings(), 0, false, false);
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var word))
        {
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                throw new SwitchException($"'{word}' is not a switch");
            }

            var at = word.IndexOf('=', StringComparison.Ordinal);
            result = Take(result, at < 0 ? word[2..] : word[2..at], at < 0 ? null : word[(at + 1)..], rest);
        }

        return result;
    }

    private static Arguments Take(Arguments so, string name, string? value, Queue<string> rest) => name switch
    {
        "help" => so with { Help = true },
        "exit-with-parent" => so with { ExitWithParent = true },
        "port" => so with { Port = PortOf(value ?? Next(name, rest)) },
        _ => so with { Settings = Switches.Apply(so.Settings, name, value ?? Implied(name) ?? Next(name, rest)) },
    };

    private static string? Implied(string name) => Switches.All.Any(each => each.Name == name && each.Value.Length == 0) ? "true" : null;

    private static string Next(string name, Queue<string> rest) =>
        !Switches.All.Any(each => each.Name == name) && name != "port" ? throw new SwitchException($"there is no switch --{name}")
        : rest.TryDequeue(out var value) ? value
        : throw new SwitchException($"--{name} wants a value");

    private static int PortOf(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
        ? port
        : throw new SwitchException($"--port is a number from 0 (any free one) to 65535, not '{value}'");
}
