using System.Collections.Immutable;

namespace JiraSandbox;

/// <summary>How the sandbox behaves. Set by switches at the start, and by <c>POST /__sandbox/settings</c> while it runs.</summary>
internal sealed record SandboxSettings : IStandInSettings
{
    public bool Cloud { get; init; } = true;

    /// <summary>The e-mail address (Cloud) or login name (Data Center) of the only account.</summary>
    public string User { get; init; } = "bot@example.com";

    public string Token { get; init; } = "sandbox-token";

    /// <summary>On Data Center: the token is a personal access token and is sent as Bearer, not as the password of a Basic pair.</summary>
    public bool Bearer { get; init; }

    /// <summary>An account password; Cloud refuses it with a special text.</summary>
    public string? Password { get; init; }

    /// <summary>Scopes of the token, on Cloud; with any, it is a scoped token, which only the gateway path accepts.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    public string ContextPath { get; init; } = "";

    /// <summary>As on Cloud: refused credentials count as no credentials, and most resources answer anonymous requests with 200.</summary>
    public bool AnonymousFallback { get; init; } = true;

    public bool PermissionsMandatory { get; init; } = true;

    public ImmutableArray<string> Projects { get; init; } = ["OPS", "DEV"];

    /// <summary>Permissions that the account lacks, as <c>KEY:PERMISSION</c>; <c>*</c> is every project.</summary>
    public ImmutableArray<string> Denied { get; init; } = [];

    public ImmutableArray<string> Archived { get; init; } = [];

    public ImmutableArray<string> WithoutIssueTypes { get; init; } = [];

    public bool Active { get; init; } = true;

    public string Title { get; init; } = "Jira Sandbox";

    /// <summary>The <c>baseUrl</c> of serverInfo; null = the URL of the request.</summary>
    public string? PublishedUrl { get; init; }

    public bool HideServerInfo { get; init; }

    /// <summary>none, https, renamed, login, path or other.</summary>
    public string Redirect { get; init; } = "none";

    /// <summary>none, login, proxy or firewall.</summary>
    public string Html { get; init; } = "none";

    /// <summary>Failed logins after which the account is locked; 0 = never.</summary>
    public int CaptchaAfter { get; init; }

    public bool BasicDisabled { get; init; }

    /// <summary>How many of the next requests get 429.</summary>
    public int RateLimited { get; init; }

    public int RetryAfterSeconds { get; init; } = 1;

    public int DelayMilliseconds { get; init; }

    /// <summary>RUNNING, or a state in which every request gets 503.</summary>
    public string State { get; init; } = "RUNNING";

    /// <summary>What is in front of Jira and answers instead of it: none, negotiate, basic, cloudflare, forbidden or hang-up.</summary>
    public string BeforeJira { get; init; } = "none";

    /// <summary>Only requests with a credential get that answer.</summary>
    public bool BeforeJiraAtSignInOnly { get; init; }

    /// <summary>
    /// Values of <c>X-Seraph-LoginReason</c>, a header each, on answers to requests with a credential; empty = what Jira itself says.
    /// </summary>
    public ImmutableArray<string> LoginReasons { get; init; } = [];

    /// <summary>The content type of JSON: json, text, html or none.</summary>
    public string Label { get; init; } = "json";

    /// <summary>On Data Center: mypermissions reports only the keys of Jira 6.</summary>
    public bool OldPermissionKeys { get; init; }

    /// <summary>The version in serverInfo; null = that of the chosen product.</summary>
    public string? Version { get; init; }

    /// <summary>Further projects, MORE1 to MOREn.</summary>
    public int MoreProjects { get; init; }

    /// <summary>The length to which each project of a list is padded.</summary>
    public int EntryBytes { get; init; }

    /// <summary>Versions that a project has.</summary>
    public int Versions { get; init; }

    /// <summary>The user that myself shows, whoever signs in; null = the account.</summary>
    public string? SignedInAs { get; init; }

    public IEnumerable<string> AllProjects => Projects.Concat(Enumerable.Range(1, MoreProjects).Select(number => $"{More}{number}"));

    private const string More = "MORE";

    public bool Has(string project) => Projects.Contains(project) || NumberOfMore(project) is not null;

    public int IdOf(string project) => NumberOfMore(project) is { } number ? 20000 + number : 10000 + Projects.IndexOf(project);

    private int? NumberOfMore(string project) => project.StartsWith(More, StringComparison.Ordinal)
        && int.TryParse(
            project.AsSpan(More.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && number > 0 && number <= MoreProjects ? number : null;

    public bool Holds(string project, string permission) =>
        !Denied.Contains($"{project}:{permission}") && !Denied.Contains($"*:{permission}");
}
