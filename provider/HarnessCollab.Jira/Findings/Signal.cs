using System.Text;

namespace HarnessCollab.Jira;

/// <summary>Everything a row of the decision table may look at and speak about.</summary>
internal sealed record Signal
{
    public required TestStage Stage { get; init; }

    public required JiraConnectionSettings Settings { get; init; }

    public Flavour Flavour { get; init; } = Flavour.Server;

    /// <summary>The answer under judgement, or null when there was none.</summary>
    public JiraResponse? Response { get; init; }

    public TransportFailure? Failure { get; init; }

    /// <summary>What the API gateway said to the same credential, where it was asked.</summary>
    public JiraResponse? Gateway { get; init; }

    /// <summary>What <c>/status</c> said, where it was asked: MAINTENANCE, STARTING …</summary>
    public string? State { get; init; }

    /// <summary>What Jira says of itself, once that is known.</summary>
    public ServerInfo? Server { get; init; }

    /// <summary>The signed-in account, once it is known.</summary>
    public SignedInAccount? Account { get; init; }

    public PermissionSet? Permissions { get; init; }

    public ProjectFacts? Project { get; init; }

    public UsableProjects? Usable { get; init; }

    public DateOnly Today { get; init; }

    /// <summary>When these settings were refused in an earlier test.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>The command by which the reader makes refusals forgotten.</summary>
    public string ForgetCommand { get; init; } = "";

    /// <summary>A local trouble to tell of, in its own words.</summary>
    public string? Trouble { get; init; }

    public int Status => Response?.Status ?? 0;

    /// <summary>Jira itself refuses user or credential: by its login reason, at whatever status, or by a 401 of its own.</summary>
    public bool IsRefused => Response is { } response
        && ((response.Has(LoginReason.Failed) && !response.Has(LoginReason.Ok))
            || (Status == 401 && response.IsJirasOwn(Server) && !response.Has(LoginReason.Ok) && !response.Has(LoginReason.NotPermitted)));

    /// <summary>A refusal in which nothing is Jira's: something that stands before it gave the answer.</summary>
    public bool IsStrangers => Status is 401 or 403 && !Response!.IsJirasOwn(Server);

    public CredentialKind? Kind => Settings.Credential?.Kind;

    public bool IsCloudHost => JiraHost.IsCloud(Settings.BaseUrl);

    public bool IsGateway => JiraHost.IsCloudGateway(Settings.BaseUrl);

    /// <summary>The configured URL, as a message names it.</summary>
    public string Url => Settings.BaseUrl.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    public string Host => Settings.BaseUrl.IsDefaultPort ? Settings.BaseUrl.Host : Settings.BaseUrl.Authority;

    public bool Is(TransportFault fault) => Failure?.Fault == fault;

    /// <summary>Foreign text made harmless: no control characters, no commands, no part of the credential, 80 characters.</summary>
    public string Show(string? text)
    {
        if (Settings.Credential is not { } credential)
        {
            return ServerText.Clean(text);
        }

        var secret = credential.Reveal();
        return ServerText.Clean(text, credential.ToHeader(Settings.Username).Parameter ?? "", secret, Uri.EscapeDataString(secret),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
    }

    /// <summary>What the answer says about itself in words: title, message or text; a leading space, or empty.</summary>
    public string Words => Response is not null && Show(ErrorText.Of(Response)) is { Length: > 0 } words ? $" (\"{words}\")" : "";
}

/// <summary>Where in the test a signal was received; each stage has its own table.</summary>
internal enum TestStage
{
    Settings,
    Reach,
    SignIn,
    Permissions,
    Project,
    AnyProject,
    Refusals,
    Notes,
}

/// <summary>The two products behind one API.</summary>
internal enum Flavour
{
    Cloud,
    Server,
}

/// <summary>What is known about one named project. False means no; null means that it was not asked or not told.</summary>
internal sealed record ProjectFacts(string Key)
{
    public bool Unknown { get; init; }

    /// <summary>The visible key nearest to an unknown one.</summary>
    public string? Nearest { get; init; }

    public bool Archived { get; init; }

    /// <summary>Jira's description of the project is longer than what is read of it.</summary>
    public bool IsTooLong { get; init; }

    public bool? HasIssueTypes { get; init; }
}

/// <summary>What a look for any project to work in has found, where the user names none.</summary>
/// <param name="Usable">Create and edit are held together in at least one project; null = not found among those looked at.</param>
/// <param name="Visible">How many projects are listed for the account; null = the list was not told or not read whole.</param>
/// <param name="LookedAt">Projects whose permissions were told one by one.</param>
internal sealed record UsableProjects(bool? Usable, int? Visible, int LookedAt);
