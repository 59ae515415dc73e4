using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>What a credential may look like. Its value never reaches a message.</summary>
internal static class SecretRule
{
    public static string? Check(string text, CheckPath path)
    {
        var problem = text.Length == 0 ? "is empty."
            : text.AsSpan().IndexOfAny('\r', '\n') >= 0 ? "holds a line end; when it comes from a file, cut the last line end off (printf, not echo)."
            : text.Trim().Length != text.Length ? "begins or ends with white space, which Jira would take for a part of it; remove it."
            : null;
        if (problem is null)
        {
            return text;
        }

        path.Report(ErrorCodes.BadSecret, problem, valueMayHoldSecret: true);
        return null;
    }
}
