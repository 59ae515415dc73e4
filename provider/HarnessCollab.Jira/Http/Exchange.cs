using System.Net.Http.Headers;

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

internal sealed record JiraRequest(Uri Url)
{
    /// <summary>Null = anonymous.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>How much of the answer is read, in bytes; it depends on whether the host has proved to be Jira.</summary>
    public int MaxBody { get; init; } = ResponseReader.MaxBody;

    /// <summary>JSON of a POST; null = GET.</summary>
    public string? Body { get; init; }

    // The generated text would print the header.
    public override string ToString() => Url.ToString();
}
