namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>The rule for names of encrypted texts: one line, at most 256 characters.</summary>
internal static class EncryptedTextNameRule
{
    public const int MaxLength = 256;

    public static string? Check(string text, CheckPath path)
    {
        var name = text.Trim();
        return name.Length is > 0 and <= MaxLength && name.AsSpan().IndexOfAny('\r', '\n', '\t') < 0 ? name : path.Refuse<string>(
            ErrorCodes.BadTextName, $"must be the name of an encrypted text: one line of 1 to {MaxLength} characters.", valueMayHoldSecret: true);
    }
}
