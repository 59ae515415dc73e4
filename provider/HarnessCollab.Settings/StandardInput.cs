namespace HarnessCollab.Settings;

/// <summary>A value that a command takes from standard input.</summary>
public static class StandardInput
{
    /// <summary>All of it, without a byte order mark and without its final line break.</summary>
    public static string Read()
    {
        using var reader = new StreamReader(Console.OpenStandardInput());
        var text = reader.ReadToEnd();
        text = text.EndsWith('\n') ? text[..^1] : text;
        return text.EndsWith('\r') ? text[..^1] : text;
    }
}
