namespace JiraSandbox.Jira;

/// <summary>What the authentication filter made of a request.</summary>
internal sealed record Gate(bool SignedIn, Answer? Refusal, params (string Name, string Value)[] Headers);
