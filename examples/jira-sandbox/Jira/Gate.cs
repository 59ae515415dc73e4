namespace JiraSandbox.Jira;

/// <summary>The result of the authentication filter for a request.</summary>
internal sealed record Gate(bool SignedIn, Answer? Refusal, params (string Name, string Value)[] Headers);
