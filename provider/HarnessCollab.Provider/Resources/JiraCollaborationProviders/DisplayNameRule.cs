using System.Text;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Harness's rule for display names: letters, digits, '-', '_' and space, at most 128 characters.</summary>
internal static class DisplayNameRule
{
    public const int MaxLength = 128;

    public static string? Check(string text, CheckPath path)
    {
        var name = text.Trim();
        if (name.Length == 0)
        {
            path.Report(ErrorCodes.BadDisplayName, "is empty; pipelines pick the account by this name.");
            return null;
        }

        if (name.Length > MaxLength)
        {
            path.Report(ErrorCodes.BadDisplayName, $"has {name.Length} characters; at most {MaxLength} are allowed.");
            return null;
        }

        foreach (var rune in name.EnumerateRunes())
        {
            // Letters beyond U+FFFF have two UTF-16 code units, and the platform does not accept these as letters.
            if (!(rune.IsBmp && Rune.IsLetterOrDigit(rune)) && rune.Value is not ('-' or '_' or ' '))
            {
                path.Report(
                    ErrorCodes.BadDisplayName,
                    $"is {path.Show(name)} and contains {TextProblems.Describe(rune)}; only letters, digits, '-', '_' and space are allowed.");
                return null;
            }
        }

        return name;
    }
}
