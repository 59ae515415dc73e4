using System.Text;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>What a server says, made fit for a message: one line, no control characters, not too long, no secret of ours.</summary>
internal static class ServerText
{
    private const int Longest = 400;

    public static string Clean(string text, params ReadOnlySpan<SecretText?> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret is { IsEmpty: false })
            {
                text = text.Replace(secret.Reveal(), secret.ToString(), StringComparison.Ordinal);
            }
        }

        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var character in text)
        {
            if (clean.Length == Longest)
            {
                return clean.Append('…').ToString();
            }

            if (char.IsControl(character) || char.IsWhiteSpace(character))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (char.GetUnicodeCategory(character) is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.PrivateUse))
            {
                clean.Append(character);
            }
        }

        return clean.ToString().TrimEnd();
    }
}
