using System.Net;
using System.Security.Cryptography;
using System.Text;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>
/// A check as one self-contained page: it loads nothing, and can be read and printed without its script. Texts of a store or server are escaped; if
/// that
/// ever failed, the page's own policy would still allow no other script.
/// </summary>
internal static class CheckPage
{
    private const string Title = "Health of the Jira accounts";

    /// <param name="store">The store's name in messages.</param>
    public static string Of(CheckResult check, string store)
    {
        var (style, script) = (Part("page.css"), Part("page.js"));
        var policy = $"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{Hash(script)}'; base-uri 'none'; form-action 'none'";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Title}</title>
            <style>
            {style}</style>
            </head>
            <body>
            <a class="skip" href="#accounts">To the accounts</a>
            <header>
            <h1>{Title}</h1>
            <p>Checked <time datetime="{TimeText.Rfc3339(check.At)}">{TimeText.Of(check.At)}</time> in the {Text(store)}</p>
            </header>
            <main>
            <section aria-labelledby="summary">
            <h2 id="summary">Summary</h2>
            <dl class="counts">
            {Counts(check)}</dl>
            </section>
            <section aria-labelledby="expiries">
            <h2 id="expiries">Tokens that expire in the next twelve months</h2>
            {ExpiryCalendar.Of(check)}
            </section>
            <section aria-labelledby="accounts">
            <h2 id="accounts">Accounts</h2>
            {Legend(check)}<p class="filter" hidden><label>Show rows with <input type="search"></label> <output></output></p>
            <div class="scroll" role="region" aria-label="Table of accounts" tabindex="0">
            <table>
            <thead>
            <tr>{string.Concat(Head(check).Select(word => $"<th scope=\"col\">{word}</th>"))}</tr>
            </thead>
            <tbody>
            {string.Concat(check.Checks.Select((each, at) => Row(each, at, check)))}</tbody>
            </table>
            </div>
            </section>
            <section class="findings" aria-labelledby="findings">
            <h2 id="findings">What is to be done</h2>
            {Findings(check)}</section>
            </main>
            <script>{script}</script>
            </body>
            </html>

            """;
    }

    /// <summary>Escapes a string for the page or for a quoted attribute.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(ServerText.Line(text));

    private static string Counts(CheckResult check)
    {
        var counts = check.Counts.Select(count => (Word: OutputEncoder.StatusOf(count.Verdict), count.Number)).ToList();
        if (check.WarnDays is { } days)
        {
            counts.Add((string.Create(CultureInfo.InvariantCulture, $"expiring within {days} days"), check.Checks.Count(check.IsExpiring)));
        }

        return string.Concat(counts.Select(count => string.Create(
            CultureInfo.InvariantCulture, $"<div class=\"{count.Word.Split(' ')[0]}\"><dt>{count.Word}</dt><dd>{count.Number}</dd></div>\n")));
    }

    private static string Legend(CheckResult check) => check.History is null ? "" : $"<p class=\"legend\">{CheckStrip.Legend}</p>\n";

    private static IEnumerable<string> Head(CheckResult check) => check.History is null ? CheckResult.Head
        : [.. CheckResult.Head.Take(CheckResult.VerdictColumn + 1), CheckStrip.Head, .. CheckResult.Head.Skip(CheckResult.VerdictColumn + 1)];

    private static string Row(AccountCheck each, int at, CheckResult check)
    {
        var cells = check.Row(each);
        var row = new StringBuilder($"<tr class=\"{OutputEncoder.StatusOf(each.Report.Verdict)}\"><th scope=\"row\">{Text(cells[0])}</th>");
        for (var column = 1; column < cells.Length; column++)
        {
            row.Append(column switch
            {
                CheckResult.VerdictColumn when each.ToMind.Any() => $"<td class=\"verdict\"><a href=\"#{Anchor(at)}\">{Text(cells[column])}</a></td>",
                CheckResult.VerdictColumn => $"<td class=\"verdict\">{Text(cells[column])}</td>",
                // Accounts without a known expiry come after all others.
                CheckResult.ExpiryColumn => string.Create(
                    CultureInfo.InvariantCulture, $"<td data-sort=\"{check.DaysLeft(each) ?? int.MaxValue}\">{Text(cells[column])}</td>"),
                _ => $"<td>{Text(cells[column])}</td>",
            });
            row.Append(column == CheckResult.VerdictColumn && check.History is { } history ? Strip([.. history[each.Account.Id]]) : "");
        }

        return row.Append("</tr>\n").ToString();
    }

    private static string Strip(IReadOnlyList<PastCheck> checks) => string.Create(
        CultureInfo.InvariantCulture,
        $"<td class=\"history\" data-sort=\"{CheckStrip.Troubles(checks)}\">{(checks.Count == 0 ? "-" : CheckStrip.Of(checks))}</td>");

    private static string Findings(CheckResult check)
    {
        var articles = string.Concat(check.Checks.Select((each, at) => (each, at)).Where(pair => pair.each.ToMind.Any()).Select(pair =>
            $"""<article id="{Anchor(pair.at)}"><h3>{Text(pair.each.Account.Fields.DisplayName)}</h3><ul>"""
            + string.Concat(pair.each.ToMind.Select(finding =>
                $"<li><strong>{finding.Code}</strong>: {Text(finding.Message)}{Remedy(finding.Action)}</li>"))
            + "</ul></article>\n"));
        return articles.Length > 0 ? articles : "<p>Nothing.</p>\n";
    }

    private static string Remedy(string action) => action.Length > 0 ? $"<p>{Text(action)}</p>" : "";

    private static string Anchor(int at) => string.Create(CultureInfo.InvariantCulture, $"account-{at + 1}");

    private static string Hash(string script) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

    private static string Part(string name)
    {
        using var reader = new StreamReader(typeof(CheckPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
