using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>The rule for user names on every host. Cloud needs an e-mail address, which is checked together with the host.</summary>
internal static class UsernameRule
{
    public const int MaxLength = 255;

    public static string? Check(string text, CheckPath path)
    {
        // Removes only white space that a user can have typed; other invisible characters are reported below.
        var name = text.Trim(' ', '\t', '\r', '\n');
        var problem = name.Length == 0 ? "is empty; leave it out with a personal access token, give it otherwise."
            : name.Length > MaxLength ? $"has {name.Length} characters; at most {MaxLength} are allowed."
            : name.Contains(':', StringComparison.Ordinal) ? "contains a colon, which ends the user name when it is sent; give the user name only."
            : name.AsSpan().IndexOfAny('\r', '\n', '\t') >= 0 ? "contains a line end or a tab."
            : null;
        if (problem is not null)
        {
            // A text with a colon may be user:password.
            return path.Refuse<string>(ErrorCodes.BadUsername, problem, valueMayHoldSecret: true);
        }

        return HiddenCharacter.FindInName(name) is not { } hidden ? name : path.Refuse<string>(
            ErrorCodes.HiddenInUsername, $"contains {hidden.ToText()}, which no account has; type it instead of copying it.");
    }
}
