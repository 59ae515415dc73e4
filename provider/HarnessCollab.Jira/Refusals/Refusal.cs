namespace HarnessCollab.Jira;

/// <summary>
/// What we keep about a refusal: the row of the table, the time, and the values in that row's text. It contains none of the server's own words, so
/// that no foreign text can come back from the file; the message is composed again.
/// </summary>
internal sealed record Refusal
{
    private static readonly string[] KnownReasons = [LoginReason.Failed, LoginReason.Denied, LoginReason.NotPermitted];

    public required string Code { get; init; }

    public required int Status { get; init; }

    public required Flavour Flavour { get; init; }

    /// <summary>The login reasons of the answer, only those that Jira is known to send.</summary>
    public ImmutableArray<string> LoginReasons { get; init; } = [];

    /// <summary>The gateway's address for the site, when the API gateway accepted what the site refused; otherwise null.</summary>
    public Uri? Gateway { get; init; }

    /// <summary>When it was refused; set by the memory.</summary>
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
    /// The earlier finding, without the server's words, plus the remark that nothing was sent this time; null when this version has no such row.
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
                Message = string.Create(
                    CultureInfo.InvariantCulture, $"{finding.Message} It was not sent again; Jira refused it at {At.UtcDateTime:HH:mm} UTC."),
                Action = $"{finding.Action} If the cause was fixed in Jira, run '{forgetCommand}'.",
            },
        ]);
    }
}
