using System.Diagnostics;
using System.Text.Json;

namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>Runs one connection test in another process, as a second plugin would; the process is this executable with a command.</summary>
internal static class OtherProcess
{
    public const string Command = "--other-process";

    /// <summary>What the other process reported: the codes of its findings, after the verdict.</summary>
    public static async Task<string[]> RunAsync(
        string url, string user, string token, string? memory, params (string Name, string? Value)[] environment)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(OtherProcess).Assembly.Location, Command, url, user, memory ?? ""])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info)!;
        await process.StandardInput.WriteLineAsync(token);
        process.StandardInput.Close();
        var output = await process.StandardOutput
            .ReadToEndAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Limits.Hang, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<string[]>(output)!;
    }

    public static async Task<int> MainAsync(string[] args)
    {
        var token = (await Console.In.ReadLineAsync())!;
        // The proxy is the environment's here: that is what some tests are about.
        await using var tester = new JiraConnectionTester(
            new JiraConnectionTesterOptions { RefusalMemoryPath = args[2].Length == 0 ? null : args[2] });
        var report = await tester.TestAsync(
            new JiraConnectionSettings
            {
                BaseUrl = new Uri(args[0]),
                AllowInsecureHttp = true,
                Username = args[1],
                Credential = new JiraCredential(CredentialKind.ApiToken, token),
            },
            CancellationToken.None);
        Console.Out.Write(JsonSerializer.Serialize<string[]>([report.Verdict.ToString(), .. report.Findings.Select(finding => finding.Code)]));
        return 0;
    }
}
