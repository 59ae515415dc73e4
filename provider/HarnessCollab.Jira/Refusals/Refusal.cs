using System.Collections.Immutable;
using System.Globalization;

namespace HarnessCollab.Jira;

/// <summary>
/// What is kept of a refusal: which row of the table it was, when, and what that row's text speaks of. Nothing of it is the server's own words, so
/// that nobody's words come back from a file; the text is made anew.
/// </summary>
internal sealed record Refusal
{
    private static readonly string[] KnownReasons = [LoginReason.Failed, LoginReason.Denied, LoginReason.NotPermitted];

    public required string Code { get; init; }

    public required int Status { get; init; }

    public required Flavour Flavour { get; init; }

    /// <summary>Those of the login reasons that Jira is known to give.</summary>
    public ImmutableArray<string> LoginReasons { get; init; } = [];

    /// <summary>Where the API gateway accepted what the site refused: the gateway's address for the site; otherwise null.</summary>
    public Uri? Gateway { get; init; }

    /// <summary>Set by the memory.</summary>
    public DateTimeOffset At { get; init; }

    public static Refusal Of(string code, Signal signal) => new()
    {
        Code = code,
        Status = signal.Status,
        Flavour = signal.Flavour,
        LoginReasons = [.. KnownReasons.Where(reason => signal.Response?.Has(reason) == true)],
        Gateway = signal.Gateway is { Url: { } url } && JiraHost.IsCloudGateway(url) ? url : null,
    };

    /// <summary>
    /// The finding as it was, but for the server's words, and that nothing was sent this time; null when this version has no such row.
    /// </summary>
    public Judgement? Judge(JiraConnectionSettings settings, string forgetCommand)
    {
        var rule = SignInFindings.Refusals.FirstOrDefault(row => row.Code == Code && row.Verdict == Verdict.Failed);
        if (rule is null)
        {
            return null;
        }

        var finding = rule.Of(new Signal
        {
            Stage = TestStage.SignIn,
            Settings = settings,
            Flavour = Flavour,
            Response = new JiraResponse { Url = settings.BaseUrl, Status = Status, LoginReasons = LoginReasons },
            Gateway = new JiraResponse { Url = Gateway ?? settings.BaseUrl, Status = 200 },
        });
        return new(Verdict.Failed,
        [
            finding with
            {
                Message = string.Create(CultureInfo.InvariantCulture, $"{finding.Message} Not sent again, refused at {At.UtcDateTime:HH:mm} UTC."),
                Action = $"{finding.Action} If it was mended at Jira: '{forgetCommand}'.",
            },
        ]);
    }
}
