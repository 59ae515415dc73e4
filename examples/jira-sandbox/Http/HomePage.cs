using System.Globalization;
using System.Net;
using System.Text;

namespace JiraSandbox.Http;

/// <summary>The page for people at <c>/</c>: what is played, what is accepted, who asked for what.</summary>
internal static class HomePage
{
    public static Answer Render(SandboxState state)
    {
        var settings = state.Settings;
        var page = new StringBuilder("<h1>jira-sandbox</h1><table>");
        Row(page, "Plays", settings.Cloud ? "Jira Cloud" : "Jira Data Center");
        Row(page, "Account", settings.User);
        Row(page, "Accepts", Controls.Accepted(settings));
        Row(page, "Base path", settings.ContextPath.Length == 0 ? "/" : settings.ContextPath);
        Row(page, "Projects", string.Join(", ", settings.Projects));
        Row(page, "Denied", settings.Denied.IsEmpty ? "nothing" : string.Join(", ", settings.Denied));
        page.Append("</table><h2>Requests, latest first</h2><table><tr><th>Time<th>Status<th>Request<th>Credential</tr>");
        foreach (var entry in state.Log.Entries.Reverse().Take(200))
        {
            var who = entry.Scheme is null ? "none" : entry.User is null ? entry.Scheme : $"{entry.Scheme}, {entry.User}";
            Row(
                page,
                entry.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
                entry.Status.ToString(CultureInfo.InvariantCulture),
                $"{entry.Method} {entry.Path}",
                who);
        }

        return Answer.Html(200, "jira-sandbox", page.Append("</table><p>Reload to see what came since.</p>").ToString());
    }

    private static void Row(StringBuilder page, params string[] cells)
    {
        page.Append("<tr>");
        foreach (var cell in cells)
        {
            page.Append("<td>").Append(WebUtility.HtmlEncode(cell)).Append("</td>");
        }

        page.Append("</tr>");
    }
}
