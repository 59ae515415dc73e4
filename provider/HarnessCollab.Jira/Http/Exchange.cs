namespace HarnessCollab.Jira;

/// <summary>One request and what became of it: exactly one of the two is set.</summary>
internal sealed record Exchange(JiraResponse? Response, TransportFailure? Failure)
{
    /// <summary>
    /// Of an answer whose body was lost only the success is: it means nothing without its content. Status and headers of any other say what they say.
    /// </summary>
    public static Exchange Of(JiraResponse response) =>
        response is { BodyFailure: { } failure, Status: >= 200 and < 300 } ? Of(failure) : new(response, null);

    public static Exchange Of(TransportFailure failure) => new(null, failure);
}
