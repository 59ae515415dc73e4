using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>Settings and testers as most tests want them.</summary>
internal static class Testers
{
    public const string User = "bot@example.com";
    public const string Token = "sandbox-token";

    /// <summary>A tester that goes straight to its target, whatever proxy the machine is set to.</summary>
    public static JiraConnectionTester Direct(TimeProvider? clock = null, X509Certificate2Collection? authorities = null, string? memory = null) =>
        new(new JiraConnectionTesterOptions
        {
            TimeProvider = clock ?? TimeProvider.System,
            CaCertificates = authorities,
            RefusalMemoryPath = memory,
            Proxy = new WebProxy(),
        });

    public static JiraConnectionTester Through(string proxy, X509Certificate2Collection authorities) => new(new JiraConnectionTesterOptions
    {
        CaCertificates = authorities,
        Proxy = new WebProxy(proxy),
    });

    public static JiraConnectionSettings Settings(
        string url, string? user = User, string token = Token, CredentialKind kind = CredentialKind.ApiToken, params string[] projects) =>
        new()
            {
                BaseUrl = new Uri(url),
                Username = user,
                Credential = new JiraCredential(kind, token),
                Projects = [.. projects],
                Timeout = Limits.Hang,
            };

    public static async Task<ConnectionReport> TestAsync(JiraConnectionSettings settings, JiraConnectionTester? tester = null)
    {
        await using var own = tester ?? Direct();
        return await own.TestAsync(settings, TestContext.Current.CancellationToken);
    }
}
