using HarnessCollab.CommandLine;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>The options of the command doctor.</summary>
internal static class DoctorOptions
{
    public static readonly Option Account = new("--account", "NAME", "test an account of the store");
    public static readonly Option Delegate = new("--delegate", null, "let a delegate of Harness test it, as the console's button Test does");
    public static readonly Option Stack = new("--stack", "NAME", "read what no option gives from the configuration of this stack");
    public static readonly Option BaseUrl = new("--base-url", "URL", "address of Jira, with its context path");
    public static readonly Option Username = new("--username", "NAME", "e-mail address on Jira Cloud, login name elsewhere");
    public static readonly Option Kind = new("--kind", "KIND", "api-token, password or personal-access-token; guessed from host and user name");
    public static readonly Option SecretStdin = new("--secret-stdin", null, "read the secret from standard input instead of asking for it");
    public static readonly Option Project = new("--project", "KEY", "project in which the account must create and edit issues (repeatable)")
    {
        IsRepeatable = true,
    };
    public static readonly Option Timeout = new("--timeout", "SECONDS", "time limit of the whole test (default: 20)");
    public static readonly Option Certificates = new("--ca-certificates", "FILE", "PEM file with certificates of a private authority");
    public static readonly Option InsecureHttp = new("--allow-insecure-http", null, "permit http to other hosts than this machine");
    public static readonly Option Forget = new("--forget", null, "first forget remembered refusals; without other options, do only that");

    /// <summary>The options that apply only to a test by this machine.</summary>
    public static readonly IReadOnlyList<Option> OfOwnTest = [BaseUrl, Username, Kind, SecretStdin, Project, Timeout];

    public static readonly IReadOnlyList<Option> All =
    [
        Stack, Account, Delegate, BaseUrl, Username, Kind, SecretStdin, Project, Timeout, Certificates, InsecureHttp, CommonOptions.Json, Forget,
    ];
}
