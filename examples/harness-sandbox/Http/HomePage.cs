using System.Globalization;
using System.Net;
using System.Text;

namespace HarnessSandbox.Http;

/// <summary>The page for people at <c>/</c>: the settings, what is kept, who asked for what.</summary>
internal static class HomePage
{
    public static Answer Render(SandboxState state)
    {
        var page = new StringBuilder("<h1>harness-sandbox</h1><ul>");
        foreach (var line in Controls.Describe(state.Settings))
        {
            page.Append("<li>").Append(WebUtility.HtmlEncode(line));
        }

        page.Append("</ul><h2>Jira connectors</h2><table><tr><th>Id<th>Name<th>Jira</tr>");
        var (connectors, secrets) = state.Locked(vault => (vault.Connectors.Values.ToArray(), vault.Secrets.Values.ToArray()));
        foreach (var each in connectors)
        {
            Row(page, each.Key.ToString(), each.Name, (string?)each.Document["spec"]?["jiraUrl"] ?? "");
        }

        page.Append("</table><h2>Text secrets</h2><table><tr><th>Id<th>Name</tr>");
        foreach (var each in secrets)
        {
            Row(page, each.Key.ToString(), each.Name);
        }

        page.Append("</table><h2>Requests, latest first</h2><table><tr><th>Time<th>Status<th>Request</tr>");
        foreach (var entry in state.Requests.Reverse().Take(200))
        {
            var status = entry.Status == 0 ? "broken off" : entry.Status.ToString(CultureInfo.InvariantCulture);
            Row(page, entry.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), status, $"{entry.Method} {entry.Path}");
        }

        return Answer.Html(200, "harness-sandbox", page.Append("</table><p>Reload to see what came since.</p>").ToString());
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
