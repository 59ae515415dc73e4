using System.Globalization;
using System.Net;
using System.Text;

namespace SandboxHost;

/// <summary>The page for people at <c>/</c>: the objects of the stand-in, and the requests so far.</summary>
internal static class HomePage
{
    private const int MostRequests = 200;

    public static Answer Render(IReadOnlyList<(string Title, IEnumerable<string[]> Rows)> tables, IReadOnlyList<RequestLog.Entry> requests)
    {
        var page = new StringBuilder($"<h1>{SandboxApp.Name}</h1>");
        foreach (var (title, rows) in tables)
        {
            Table(page, title, rows);
        }

        Table(page, "Requests, latest first", requests.Reverse().Take(MostRequests).Select(Row).Prepend(["Time", "Status", "Request", "Note"]));
        return Answer.Html(200, SandboxApp.Name, page.Append("<p>Reload to see new requests.</p>").ToString());
    }

    private static string[] Row(RequestLog.Entry entry) =>
    [
        entry.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
        entry.Exchange.Answer.Status is not 0 and var status ? status.ToString(CultureInfo.InvariantCulture) : "broken off",
        $"{entry.Method} {entry.Path}",
        entry.Exchange.Note,
    ];

    private static void Table(StringBuilder page, string title, IEnumerable<string[]> rows)
    {
        page.Append($"<h2>{title}</h2><table>");
        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>");
        }

        page.Append("</table>");
    }
}
