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
            s => $"{s.Host} blocks the signed-in request ({s.Status}){s.Words}: an IP allowlist or a firewall is in front of Jira.",
            _ => "Allow this machine there, and the Harness delegate too; the credential was not checked."),
        Unknown("HC4330", "baseUrl", s => s is { Status: 401, IsStrangers: true },
            s => $"A proxy in front of {s.Host} asks for its own sign-in (401{Challenges(s)}){s.Words}; "
                + "the answer does not come from Jira, and the credential was not checked.",
            _ => "Allow /rest/ without that sign-in, for this machine and the Harness delegate, "
                + "or use an address of Jira that does not go through the proxy."),
        Unknown("HC4331", "baseUrl", s => s is { Status: 403, IsStrangers: true },
            s => $"A server in front of {s.Host} forbids the signed-in request (403){s.Words}; the answer does not come from Jira, and the "
                + "credential was not checked.",
            _ => "Look for a rule of a proxy, gateway or firewall in between; it has to allow /rest/ for this machine and the Harness delegate."),
        // The sign-in stage has its own rows for web pages: there the page can be Jira's login page.
        Unknown("HC4336", "baseUrl",
            s => s.Stage != TestStage.SignIn && s is { Status: 200 or (>= 400 and < 429), Response.IsHtml: true } && !s.Response.IsJirasOwn(s.Server),
            s => $"A server in front of {s.Host} answers the request for permissions with a web page ({s.Status}){s.Words}, although Jira let the "
                + "account sign in a moment ago.",
            _ => "Let all of /rest/ through to Jira, not only a part of it, and check whether a session at the proxy has expired."),
    ];

    private static string Challenges(Signal s) => s.Response!.Challenges.IsEmpty ? "" : $", {s.Show(string.Join(", ", s.Response.Challenges))}";
}
