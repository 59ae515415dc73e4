using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;

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

        if (name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or ' '))
        {
            return name;
        }

        path.Report(ErrorCodes.BadDisplayName, $"is {TextProblems.Quote(name)}; only letters, digits, '-', '_' and space are allowed.");
        return null;
    }
}
