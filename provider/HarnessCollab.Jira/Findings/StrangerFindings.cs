using System.Collections.Immutable;
using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>
/// Findings about a proxy or firewall that answers instead of a Jira whose presence is proven. Such an answer says nothing about account and
/// credential. The same at every stage that sends the credential.
/// </summary>
internal static class StrangerFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Unknown("HC4314", null, s =>
            s.Response is { } response && (Pages.IsFirewall(response) || (s.Flavour == Flavour.Cloud && response is { Status: 403, IsHtml: true })),
            s => $"{s.Host} turns the signed-in request away ({s.Status}){s.Words}: an IP allowlist or a firewall stands before Jira.",
            _ => "Allow this machine there, and the Harness delegate too; the credential was not judged."),
        Unknown("HC4330", "baseUrl", s => s is { Status: 401, IsStrangers: true },
            s => $"A proxy before {s.Host} asks for a sign-in of its own (401{Challenges(s)}){s.Words}; "
                + "nothing in that answer is Jira's, and the credential was not judged.",
            _ => "Let /rest/ through without that sign-in, for this machine and the Harness delegate, or use an address of Jira's behind the proxy."),
        Unknown("HC4331", "baseUrl", s => s is { Status: 403, IsStrangers: true },
            s => $"Something before {s.Host} forbids the signed-in request (403){s.Words}; nothing in that answer is Jira's, and the "
                + "credential was not judged.",
            _ => "Look for a proxy, gateway or firewall rule on the way to /rest/; it has to let this machine and the Harness delegate through."),
        // The sign-in stage has its own rows for web pages: there the page can be Jira's login page.
        Unknown("HC4336", "baseUrl",
            s => s.Stage != TestStage.SignIn && s is { Status: 200 or (>= 400 and < 429), Response.IsHtml: true } && !s.Response.IsJirasOwn(s.Server),
            s => $"Something before {s.Host} answers a question about permissions with a web page ({s.Status}){s.Words}, though Jira let the "
                + "account sign in a moment ago.",
            _ => "Let all of /rest/ through to Jira, not only a part of it, and look for a session or rule of the proxy that ended in between."),
    ];

    private static string Challenges(Signal s) => s.Response!.Challenges.IsEmpty ? "" : $", {s.Show(string.Join(", ", s.Response.Challenges))}";
}
