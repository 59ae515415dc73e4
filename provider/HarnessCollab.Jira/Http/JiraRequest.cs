using System.Net.Http.Headers;

namespace HarnessCollab.Jira;

/// <summary>One request to Jira.</summary>
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
