using System.Collections.Immutable;
using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>
/// What a proxy or firewall says in the place of a Jira that has proved to be there. It judges neither the account nor the credential. The same at every stage
/// that sends the credential.
/// </summary>
internal static class StrangerFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Unknown("HC4314", null, s => s.Response is { } response && (Pages.IsFirewall(response) || (s.Flavour == Flavour.Cloud && response is { Status: 403, IsHtml: true })),
            s => $"{s.Host} turns the signed-in request away ({s.Status}){s.Words}: an IP allowlist or a firewall stands before Jira.",
            _ => "Allow this machine there, and the Harness delegate too; the credential was not judged."),
        Unknown("HC4330", "baseUrl", s => s is { Status: 401, IsStrangers: true },
            s => $"A proxy before {s.Host} asks for a sign-in of its own (401{Challenges(s)}){s.Words}; nothing in that answer is Jira's, and the credential was not judged.",
            _ => "Let /rest/ through without that sign-in, for this machine and the Harness delegate, or use an address of Jira's behind the proxy."),
        Unknown("HC4331", "baseUrl", s => s is { Status: 403, IsStrangers: true },
            s => $"Something before {s.Host} forbids the signed-in request (403){s.Words}; nothing in that answer is Jira's, and the credential was not judged.",
            _ => "Look for a proxy, gateway or firewall rule on the way to /rest/; it has to let this machine and the Harness delegate through."),
    ];

    private static string Challenges(Signal s) => s.Response!.Challenges.IsEmpty ? "" : $", {s.Show(string.Join(", ", s.Response.Challenges))}";
}
