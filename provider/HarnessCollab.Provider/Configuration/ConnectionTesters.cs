using System.Security.Cryptography.X509Certificates;
using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Configuration;

/// <summary>Creates the testers of Jira connections that the plugin and its commands use.</summary>
internal static class ConnectionTesters
{
    public static JiraConnectionTester Create(
        X509Certificate2Collection? certificates, IProcessEnvironment environment, TimeProvider time) => new(new JiraConnectionTesterOptions
    {
        TimeProvider = time,
        UserAgent = $"HarnessCollab.Pulumi/{PackageInfo.Version}",
        CaCertificates = certificates,
        RefusalMemoryPath = UserFiles.Refusals(environment),
        ForgetCommand = UserFiles.ForgetCommand(environment),
    });
}
