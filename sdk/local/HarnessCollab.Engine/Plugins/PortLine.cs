using System.Globalization;

namespace HarnessCollab.Engine.Plugins;

/// <summary>The first line of a plugin's output: the port it listens on.</summary>
internal static class PortLine
{
    // `dotnet run` shows its progress in the terminal's title with these two.
    private static readonly string[] DotnetProgress = ["\u001b]9;4;3;\u001b\\", "\u001b]9;4;0;\u001b\\"];

    /// <summary>The port, or null when the line is none.</summary>
    public static int? Parse(string line)
    {
        foreach (var escape in DotnetProgress)
        {
            line = line.Replace(escape, "", StringComparison.Ordinal);
        }

        return int.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port : null;
    }
}
