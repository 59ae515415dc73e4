using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Jira;

/// <summary>How a <see cref="JiraConnectionTester"/> behaves towards the network and the machine it runs on.</summary>
public sealed class JiraConnectionTesterOptions
{
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>A plain product name: Jira refuses later writes of clients that look like a browser.</summary>
    public string UserAgent { get; set; } = "HarnessCollab.Pulumi";

    /// <summary>Certificate authorities trusted beside the machine's own.</summary>
    public X509Certificate2Collection? CaCertificates { get; set; }

    /// <summary>File that carries refusals from process to process; null = refusals are remembered in this process only.</summary>
    public string? RefusalMemoryPath { get; set; }

    /// <summary>The command by which the reader of a finding makes refusals forgotten.</summary>
    public string ForgetCommand { get; set; } = "pulumi plugin run --kind resource harnesscollab -- doctor --forget";

    /// <summary>Requests in flight to one host at a time.</summary>
    public int MaxConcurrencyPerHost { get; set; } = 4;

    /// <summary>Limit for one connection: resolving, connecting and TLS.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Null = the proxy named by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY.</summary>
    public IWebProxy? Proxy { get; set; }
}
