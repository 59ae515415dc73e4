using System.Collections.Immutable;

namespace HarnessCollab.Jira;

/// <summary>What Jira says of itself.</summary>
internal sealed record ServerInfo(Flavour Flavour, string? Version, Uri? BaseUrl)
{
    /// <summary>Null when the answer is not one of Jira's.</summary>
    public static ServerInfo? From(JiraResponse? response)
    {
        if (response is not { Status: 200, Json: { } json } || (json.Text("version") is null && json.Text("baseUrl") is null))
        {
            return null;
        }

        // Old servers do not name their kind; only Cloud always did.
        var cloud = string.Equals(json.Text("deploymentType"), "Cloud", StringComparison.OrdinalIgnoreCase);
        return new ServerInfo(
            cloud ? Flavour.Cloud : Flavour.Server,
            json.Text("version"),
            Uri.TryCreate(json.Text("baseUrl"), UriKind.Absolute, out var url) ? url : null);
    }
}

/// <summary>Whom Jira has signed in, as <c>myself</c> and the headers beside it tell.</summary>
/// <param name="AccountId">Jira Cloud's id; null on Server and Data Center.</param>
/// <param name="IsInactive">Jira calls the account inactive.</param>
/// <param name="Names">Every name that is told: the login name, the e-mail address, <c>X-AUSERNAME</c>.</param>
internal sealed record SignedInAccount(string? AccountId, bool IsInactive, ImmutableArray<string> Names)
{
    private const string Anonymous = "anonymous";

    private static readonly string[] Contrary = [LoginReason.Failed, LoginReason.Denied, LoginReason.NotPermitted];

    /// <summary>Null when the answer proves no sign-in.</summary>
    public static SignedInAccount? From(JiraResponse? response)
    {
        if (response is not { Status: 200, Json: { } json } || (json.Text("accountId") ?? json.Text("name")) is null || IsAsToStranger(response))
        {
            return null;
        }

        var names = new[] { json.Text("name"), json.Text("emailAddress") }
            .OfType<string>()
            .Concat(response.SignedInAs.Where(name => !IsAnonymous(name)));
        // A name whose characters were lost on the way is not compared.
        return new SignedInAccount(
            json.Text("accountId"),
            json.Flag("active") == false,
            [.. names.Where(name => !name.Contains('\uFFFD', StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>Something about the answer says that nobody was signed in, whatever its status and body.</summary>
    public static bool IsAsToStranger(JiraResponse response) =>
        (!response.SignedInAs.IsEmpty && response.SignedInAs.All(IsAnonymous))
        || Array.Exists(Contrary, response.Has)
        // A filter that found no session says OUT; the one after it, which looks at the credential, may still say OK.
        || (response.Has(LoginReason.LoggedOut) && !response.Has(LoginReason.Ok));

    /// <summary>Whether the account can be the one called <paramref name="username"/>; true when Jira tells no name.</summary>
    public bool MayBe(string username) => Names.IsEmpty || Names.Any(name => IsSame(name, username));

    private static bool IsAnonymous(string name) => string.Equals(name, Anonymous, StringComparison.OrdinalIgnoreCase);

    // Directories know one account as bot, EXAMPLE\bot and bot@example.com; two full addresses are compared whole.
    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || (one.Contains('@', StringComparison.Ordinal) != other.Contains('@', StringComparison.Ordinal)
            && string.Equals(WithoutDomain(one), WithoutDomain(other), StringComparison.OrdinalIgnoreCase))
        || (one.Contains('\\', StringComparison.Ordinal) != other.Contains('\\', StringComparison.Ordinal)
            && string.Equals(WithoutDomain(one), WithoutDomain(other), StringComparison.OrdinalIgnoreCase));

    private static string WithoutDomain(string name) => name[(name.LastIndexOf('\\') + 1)..].Split('@')[0];
}

/// <summary>What <c>X-Seraph-LoginReason</c> says. It means the same at every status.</summary>
internal static class LoginReason
{
    public const string Ok = "OK";

    /// <summary>Nobody is signed in by a session.</summary>
    public const string LoggedOut = "OUT";

    /// <summary>User unknown, or secret wrong.</summary>
    public const string Failed = "AUTHENTICATED_FAILED";

    /// <summary>Not even tried: too many failures before.</summary>
    public const string Denied = "AUTHENTICATION_DENIED";

    /// <summary>Known, but not permitted to use the product.</summary>
    public const string NotPermitted = "AUTHORISATION_FAILED";
}
