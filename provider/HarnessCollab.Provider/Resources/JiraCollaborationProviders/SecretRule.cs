using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>The rules for credentials. No message contains the value.</summary>
internal static class SecretRule
{
    /// <summary>A token: only visible ASCII characters.</summary>
    public static string? CheckToken(string text, CheckPath path) => Check(CredentialKind.ApiToken, text, path);

    /// <summary>
    /// A password, or a credential whose kind is not known here. Characters that may be intended are accepted; the connection test warns about them.
    /// </summary>
    public static string? CheckPassword(string text, CheckPath path) => Check(CredentialKind.Password, text, path);

    private static string? Check(CredentialKind kind, string text, CheckPath path)
    {
        var problem = text.Length == 0 ? "is empty."
            : text.AsSpan().IndexOfAny('\r', '\n') >= 0 ? "contains a line end; "
                + "if it comes from a file, remove the last line end (use printf, not echo)."
            : text.Trim().Length != text.Length ? "begins or ends with white space, which Jira would treat as a part of it; remove it."
            : null;
        if (problem is not null)
        {
            return path.Refuse<string>(ErrorCodes.BadSecret, problem, valueMayHoldSecret: true);
        }

        return HiddenCharacter.FindIn(kind, text) is not { IsFault: true } hidden ? text : path.Refuse<string>(
            ErrorCodes.HiddenInSecret,
            $"contains {hidden.ToText()}, which was copied with it; copy it again from where it was shown first.",
            valueMayHoldSecret: true);
    }
}
