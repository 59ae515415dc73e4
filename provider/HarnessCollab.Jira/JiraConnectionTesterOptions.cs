using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Jira;

/// <summary>How a <see cref="JiraConnectionTester"/> uses the network and the machine that it runs on.</summary>
public sealed class JiraConnectionTesterOptions
{
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>A plain product name: Jira refuses later writes by clients that look like a browser.</summary>
    public string UserAgent { get; set; } = "HarnessCollab.Pulumi";

    /// <summary>Certificate authorities that are trusted in addition to the machine's own.</summary>
    public X509Certificate2Collection? CaCertificates { get; set; }

    /// <summary>The file that shares refusals between processes; null = refusals are remembered only in this process.</summary>
    public string? RefusalMemoryPath { get; set; }

    /// <summary>The command, shown in findings, with which the user makes us forget refusals.</summary>
    public string ForgetCommand { get; set; } = "pulumi plugin run --kind resource harnesscollab -- doctor --forget";

    /// <summary>The maximum number of concurrent requests to one host.</summary>
    public int MaxConcurrencyPerHost { get; set; } = 4;

    /// <summary>The time limit for opening one connection: name resolution, TCP and TLS.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Null = the proxy named by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY.</summary>
    public IWebProxy? Proxy { get; set; }
}
