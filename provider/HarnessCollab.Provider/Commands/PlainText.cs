namespace HarnessCollab.Provider.Commands;

/// <summary>Makes text from a store or a caller harmless to a terminal: it could have been written by anybody.</summary>
internal static class PlainText
{
    /// <summary>The text with control characters (line feeds excepted) as question marks.</summary>
    public static string Of(string text) => text.Any(IsHarmful) ? string.Concat(text.Select(sign => IsHarmful(sign) ? '?' : sign)) : text;

    /// <summary>The text on one line.</summary>
    public static string Line(string text) => Of(text).Replace('\n', ' ');

    private static bool IsHarmful(char sign) => char.IsControl(sign) && sign != '\n';
}
