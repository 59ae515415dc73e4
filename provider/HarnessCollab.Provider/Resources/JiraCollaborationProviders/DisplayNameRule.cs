using System.Text;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Harness's rule for display names: letters, digits, '-', '_' and space, at most 128 characters.</summary>
internal static class DisplayNameRule
{
    public const int MaxLength = 128;

    public static string? Check(string text, CheckPath path)
    {
        var name = text.Trim();
        // Letters beyond U+FFFF have two UTF-16 code units, and the platform does not accept these as letters.
        Rune[] strange =
            [.. name.EnumerateRunes().Where(rune => !(rune.IsBmp && Rune.IsLetterOrDigit(rune)) && rune.Value is not ('-' or '_' or ' '))];
        var problem = name.Length == 0 ? "is empty; pipelines pick the account by this name."
            : name.Length > MaxLength ? $"has {name.Length} characters; at most {MaxLength} are allowed."
            : strange is [var first, ..]
                ? $"is {path.Show(name)} and contains {TextProblems.Describe(first)}; only letters, digits, '-', '_' and space are allowed."
            : null;
        return problem is null ? name : path.Refuse<string>(ErrorCodes.BadDisplayName, problem);
    }
}
