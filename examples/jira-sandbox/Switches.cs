using System.Collections.Immutable;
using static SandboxHost.SwitchValues;

namespace JiraSandbox;

/// <summary>All switches, in one table for command line, JSON and help.</summary>
internal static class Switches
{
    public static readonly ImmutableArray<Switch<SandboxSettings>> All =
    [
        new("flavour", "cloud|datacenter", "which product to play (cloud)", (s, v) => Flavour(s, OneOf("flavour", v, "cloud", "datacenter"))),
        new("user", "NAME", "the account: e-mail on cloud, login name on datacenter (bot@example.com)", (s, v) => s with { User = v }),
        new("token", "SECRET", "its API token or password (sandbox-token)", (s, v) => s with { Token = v }),
        new("bearer", null, "datacenter: the token is a personal access token, sent as Bearer", (s, v) => s with { Bearer = Flag("bearer", v) }),
        new("password", "SECRET", "cloud: an account password, refused as deprecated", (s, v) => s with { Password = v }),
        new("scopes", "A,B", "cloud: makes it a scoped token, good at /ex/jira/CLOUD-ID only", (s, v) => s with { Scopes = List(v) }),
        new("context-path", "/PATH", "path before /rest (none)", (s, v) => s with { ContextPath = ContextPath(v) }),
        new("anonymous-fallback", "true|false", "cloud: refused credentials count as none (true)", (s, v) =>
            s with { AnonymousFallback = Flag("anonymous-fallback", v) }),
        new("permissions-mandatory", "true|false", "cloud: mypermissions demands its list (true)", (s, v) =>
            s with { PermissionsMandatory = Flag("permissions-mandatory", v) }),
        new("projects", "A,B", "keys of the projects (OPS,DEV)", (s, v) => s with { Projects = List(v) }),
        new("deny", "KEY:PERMISSION,...", "permissions the account lacks; * is every project", (s, v) => s with { Denied = List(v) }),
        new("archived", "A,B", "projects that are archived", (s, v) => s with { Archived = List(v) }),
        new("no-issue-types", "A,B", "projects without an issue type to create", (s, v) => s with { WithoutIssueTypes = List(v) }),
        new("active", "true|false", "the account is active (true)", (s, v) => s with { Active = Flag("active", v) }),
        new("title", "TEXT", "title of the server (Jira Sandbox)", (s, v) => s with { Title = v }),
        new("published-url", "URL", "what serverInfo calls baseUrl (the URL asked)", (s, v) => s with { PublishedUrl = v.Length == 0 ? null : v }),
        new("hide-server-info", null, "serverInfo is closed to strangers", (s, v) => s with { HideServerInfo = Flag("hide-server-info", v) }),
        new("redirect", "none|https|renamed|login|path|other", "answer every request with that redirect", (s, v) =>
            s with { Redirect = OneOf("redirect", v, "none", "https", "renamed", "login", "path", "other") }),
        new("html", "none|login|proxy|firewall", "answer every request with that web page", (s, v) =>
            s with { Html = OneOf("html", v, "none", "login", "proxy", "firewall") }),
        new("captcha-after", "N", "failed logins that lock the account; 0 never (0, datacenter 3)", (s, v) =>
            s with { CaptchaAfter = Number("captcha-after", v) }),
        new("basic-disabled", null, "datacenter: Basic authentication is turned off", (s, v) => s with { BasicDisabled = Flag("basic-disabled", v) }),
        new("rate-limited", "N", "answer the next N requests with 429", (s, v) => s with { RateLimited = Number("rate-limited", v) }),
        new("retry-after", "SECONDS", "what a 429 or 503 asks to wait (1)", (s, v) => s with { RetryAfterSeconds = Number("retry-after", v) }),
        new("delay", "MILLISECONDS", "wait before each answer (0)", (s, v) => s with { DelayMilliseconds = Number("delay", v) }),
        new(
            "before-jira",
            "none|negotiate|basic|cloudflare|forbidden|hang-up",
            "what a proxy or firewall in front of Jira answers instead of it (none)",
            (s, v) => s with { BeforeJira = OneOf("before-jira", v, "none", "negotiate", "basic", "cloudflare", "forbidden", "hang-up") }),
        new("before-jira-at", "all|sign-in", "which requests it answers: all, or only those with a credential (all)", (s, v) =>
            s with { BeforeJiraAtSignInOnly = OneOf("before-jira-at", v, "all", "sign-in") == "sign-in" }),
        new("login-reason", "A,B", "X-Seraph-LoginReason to requests with a credential, like OUT,OK; a header each", (s, v) =>
            s with { LoginReasons = List(v) }),
        new("signed-in-as", "NAME", "the user that myself shows, whoever signs in (the "
            + "account)", (s, v) => s with { SignedInAs = v.Length == 0 ? null : v }),
        new("label", "json|text|html|none", "content type of JSON answers (json)", (s, v) =>
            s with { Label = OneOf("label", v, "json", "text", "html", "none") }),
        new("version", "TEXT", "version that serverInfo names", (s, v) => s with { Version = v.Length == 0 ? null : v }),
        new("old-permission-keys", null, "datacenter: BROWSE, CREATE_ISSUE, EDIT_ISSUE only, as Jira 6 has them", (s, v) =>
            s with { OldPermissionKeys = Flag("old-permission-keys", v) }),
        new("more-projects", "N", "further projects MORE1 to MOREn (0)", (s, v) => s with { MoreProjects = Number("more-projects", v) }),
        new("entry-bytes", "N", "length to which each project of a list is padded (0)", (s, v) =>
            s with { EntryBytes = Number("entry-bytes", v) }),
        new("versions", "N", "versions that each project has (0)", (s, v) => s with { Versions = Number("versions", v) }),
        new("state", "RUNNING|MAINTENANCE|...", "any other state than RUNNING gives 503", (s, v) => s with { State = v }),
    ];

    private static SandboxSettings Flavour(SandboxSettings settings, string flavour) => settings with
    {
        Cloud = flavour == "cloud",
        CaptchaAfter = flavour == "cloud" ? 0 : 3,
    };

    private static string ContextPath(string value) => value.Trim('/') is { Length: > 0 } path ? $"/{path}" : "";
}
