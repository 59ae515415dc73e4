namespace HarnessCollab.Jira;

/// <summary>One request and what became of it: exactly one of the two is set.</summary>
internal sealed record Exchange(JiraResponse? Response, TransportFailure? Failure)
{
    public static Exchange Of(JiraResponse response) => new(response, null);

    public static Exchange Of(TransportFailure failure) => new(null, failure);
}
