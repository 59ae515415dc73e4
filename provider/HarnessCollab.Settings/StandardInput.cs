namespace HarnessCollab.Settings;

/// <summary>A value that a command reads from standard input.</summary>
public static class StandardInput
{
    /// <summary>The whole text, without a byte order mark and without its last line break.</summary>
    public static string Read()
    {
        using var reader = new StreamReader(Console.OpenStandardInput());
        var text = reader.ReadToEnd();
        text = text.EndsWith('\n') ? text[..^1] : text;
        return text.EndsWith('\r') ? text[..^1] : text;
    }
}
