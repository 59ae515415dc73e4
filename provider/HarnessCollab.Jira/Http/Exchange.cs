using System.Net.Http.Headers;

namespace HarnessCollab.Jira;

/// <summary>One request and its result: either an answer or a failure.</summary>
internal sealed record Exchange(JiraResponse? Response, TransportFailure? Failure)
{
    /// <summary>
    /// A successful answer whose body was lost becomes a failure, since it has no meaning without its content. Other answers keep their meaning
    /// through status and headers.
    /// </summary>
    public static Exchange Of(JiraResponse response) =>
        response is { BodyFailure: { } failure, Status: >= 200 and < 300 } ? Of(failure) : new(response, null);

    public static Exchange Of(TransportFailure failure) => new(null, failure);
}

internal sealed record JiraRequest(Uri Url)
{
    /// <summary>Null = anonymous.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>How many bytes of the answer we read; it depends on whether the host is proven to be Jira.</summary>
    public int MaxBody { get; init; } = ResponseReader.MaxBody;

    /// <summary>The JSON body of a POST; null = GET.</summary>
    public string? Body { get; init; }

    // The generated text would contain the Authorization header.
    public override string ToString() => Url.ToString();
}
