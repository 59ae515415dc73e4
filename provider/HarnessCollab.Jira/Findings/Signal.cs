using System.Text;

namespace HarnessCollab.Jira;

/// <summary>Everything that a row of the decision table can examine and mention.</summary>
internal sealed record Signal
{
    public required TestStage Stage { get; init; }

    public required JiraConnectionSettings Settings { get; init; }

    public Flavour Flavour { get; init; } = Flavour.Server;

    /// <summary>The answer to judge; null when no answer came.</summary>
    public JiraResponse? Response { get; init; }

    public TransportFailure? Failure { get; init; }

    /// <summary>The API gateway's answer to the same credential; null when it was not asked.</summary>
    public JiraResponse? Gateway { get; init; }

    /// <summary>The state that <c>/status</c> reports (MAINTENANCE, STARTING, …); null when it was not asked.</summary>
    public string? State { get; init; }

    /// <summary>What Jira reports about itself; null while it is not known.</summary>
    public ServerInfo? Server { get; init; }

    /// <summary>The signed-in account; null while it is not known.</summary>
    public SignedInAccount? Account { get; init; }

    public PermissionSet? Permissions { get; init; }

    public ProjectFacts? Project { get; init; }

    public UsableProjects? Usable { get; init; }

    public DateOnly Today { get; init; }

    /// <summary>When an earlier test of these settings was refused.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>The command with which the user makes us forget refusals.</summary>
    public string ForgetCommand { get; init; } = "";

    /// <summary>A local problem to report, in the words of the platform.</summary>
    public string? Trouble { get; init; }

    public int Status => Response?.Status ?? 0;

    /// <summary>Jira itself refuses user or credential: by its login reason, whatever the status, or by its own 401.</summary>
    public bool IsRefused => Response is { } response
        && ((response.Has(LoginReason.Failed) && !response.Has(LoginReason.Ok))
            || (Status == 401 && response.IsJirasOwn(Server) && !response.Has(LoginReason.Ok) && !response.Has(LoginReason.NotPermitted)));

    /// <summary>A refusal without any sign of Jira: a server in front of Jira gave the answer.</summary>
    public bool IsStrangers => Status is 401 or 403 && !Response!.IsJirasOwn(Server);

    public CredentialKind? Kind => Settings.Credential?.Kind;

    public bool IsCloudHost => JiraHost.IsCloud(Settings.BaseUrl);

    public bool IsGateway => JiraHost.IsCloudGateway(Settings.BaseUrl);

    /// <summary>The configured URL, as messages show it.</summary>
    public string Url => Settings.BaseUrl.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    public string Host => Settings.BaseUrl.IsDefaultPort ? Settings.BaseUrl.Host : Settings.BaseUrl.Authority;

    public bool Is(TransportFault fault) => Failure?.Fault == fault;

    /// <summary>Foreign text made safe: without control characters, commands or any form of the credential; at most 80 characters.</summary>
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

    /// <summary>The answer's own title, message or text, in brackets after a space; or empty.</summary>
    public string Words => Response is not null && Show(ErrorText.Of(Response)) is { Length: > 0 } words ? $" (\"{words}\")" : "";
}

/// <summary>The stage of the test in which a signal was received; each stage has its own table.</summary>
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

/// <summary>The two products that share one API.</summary>
internal enum Flavour
{
    Cloud,
    Server,
}

/// <summary>What is known about one named project. Null means that we did not ask or that Jira did not report it.</summary>
internal sealed record ProjectFacts(string Key)
{
    public bool Unknown { get; init; }

    /// <summary>The visible key that is most similar to an unknown one.</summary>
    public string? Nearest { get; init; }

    public bool Archived { get; init; }

    /// <summary>Jira's description of the project is longer than the limit up to which we read.</summary>
    public bool IsTooLong { get; init; }

    public bool? HasIssueTypes { get; init; }
}

/// <summary>The result of the search for any project to work in, when the user names none.</summary>
/// <param name="Usable">The account holds both create and edit in at least one project; null = not in the projects we looked at.</param>
/// <param name="Visible">The number of projects listed for the account; null = no list, or not read to its end.</param>
/// <param name="LookedAt">The number of projects whose permissions Jira reported individually.</param>
internal sealed record UsableProjects(bool? Usable, int? Visible, int LookedAt);
