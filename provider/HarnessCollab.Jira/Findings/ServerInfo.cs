namespace HarnessCollab.Jira;

/// <summary>What Jira reports about itself.</summary>
internal sealed record ServerInfo(Flavour Flavour, string? Version, Uri? BaseUrl)
{
    /// <summary>Null when the answer is not from Jira.</summary>
    public static ServerInfo? From(JiraResponse? response)
    {
        if (response is not { Status: 200, Json: { } json } || (json.Text("version") is null && json.Text("baseUrl") is null))
        {
            return null;
        }

        // Old servers do not report a deployment type; Cloud always has.
        var cloud = string.Equals(json.Text("deploymentType"), "Cloud", StringComparison.OrdinalIgnoreCase);
        return new ServerInfo(
            cloud ? Flavour.Cloud : Flavour.Server,
            json.Text("version"),
            Uri.TryCreate(json.Text("baseUrl"), UriKind.Absolute, out var url) ? url : null);
    }
}

/// <summary>The account that Jira signed in, according to <c>myself</c> and the headers of the answer.</summary>
/// <param name="AccountId">Jira Cloud's id; null on Server and Data Center.</param>
/// <param name="IsInactive">Jira calls the account inactive.</param>
/// <param name="Names">All names of the account in the answer: login name, e-mail address, <c>X-AUSERNAME</c>.</param>
internal sealed record SignedInAccount(string? AccountId, bool IsInactive, ImmutableArray<string> Names)
{
    private const string Anonymous = "anonymous";

    private static readonly string[] Contrary = [LoginReason.Failed, LoginReason.Denied, LoginReason.NotPermitted];

    /// <summary>Null when the answer does not prove that somebody is signed in.</summary>
    public static SignedInAccount? From(JiraResponse? response)
    {
        if (response is not { Status: 200, Json: { } json } || (json.Text("accountId") ?? json.Text("name")) is null || IsAsToStranger(response))
        {
            return null;
        }

        var names = new[] { json.Text("name"), json.Text("emailAddress") }
            .OfType<string>()
            .Concat(response.SignedInAs.Where(name => !IsAnonymous(name)));
        // A name that lost characters through decoding is not compared.
        return new SignedInAccount(
            json.Text("accountId"),
            json.Flag("active") == false,
            [.. names.Where(name => !name.Contains('\uFFFD', StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>Some part of the answer shows that nobody was signed in, whatever its status and body.</summary>
    public static bool IsAsToStranger(JiraResponse response) =>
        (!response.SignedInAs.IsEmpty && response.SignedInAs.All(IsAnonymous))
        || Array.Exists(Contrary, response.Has)
        // A filter that finds no session reports OUT; the next filter, which checks the credential, can still report OK.
        || (response.Has(LoginReason.LoggedOut) && !response.Has(LoginReason.Ok));

    /// <summary>Whether the account can be the one called <paramref name="username"/>; true when Jira reports no name.</summary>
    public bool MayBe(string username) => Names.IsEmpty || Names.Any(name => IsSame(name, username));

    private static bool IsAnonymous(string name) => string.Equals(name, Anonymous, StringComparison.OrdinalIgnoreCase);

    // Directories use bot, EXAMPLE\bot and bot@example.com for the same account; two full addresses are compared as a whole.
    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || (one.Contains('@', StringComparison.Ordinal) != other.Contains('@', StringComparison.Ordinal)
            && string.Equals(WithoutDomain(one), WithoutDomain(other), StringComparison.OrdinalIgnoreCase))
        || (one.Contains('\\', StringComparison.Ordinal) != other.Contains('\\', StringComparison.Ordinal)
            && string.Equals(WithoutDomain(one), WithoutDomain(other), StringComparison.OrdinalIgnoreCase));

    private static string WithoutDomain(string name) => name[(name.LastIndexOf('\\') + 1)..].Split('@')[0];
}

/// <summary>The values of <c>X-Seraph-LoginReason</c>. Their meaning does not depend on the status.</summary>
internal static class LoginReason
{
    public const string Ok = "OK";

    /// <summary>The request has no signed-in session.</summary>
    public const string LoggedOut = "OUT";

    /// <summary>The user is unknown or the secret is wrong.</summary>
    public const string Failed = "AUTHENTICATED_FAILED";

    /// <summary>Jira did not check the credential, because of too many earlier failures.</summary>
    public const string Denied = "AUTHENTICATION_DENIED";

    /// <summary>The user is known, but has no access to the product.</summary>
    public const string NotPermitted = "AUTHORISATION_FAILED";
}
