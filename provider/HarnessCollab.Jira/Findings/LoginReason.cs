namespace HarnessCollab.Jira;

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
