using System.Text.Json;

namespace HarnessCollab.Testing;

/// <summary>The stand-in Jira of examples/jira-sandbox, in a process of its own.</summary>
public sealed class JiraSandbox : StandIn
{
    public const string User = "bot@example.com";
    public const string Token = "sandbox-token";

    public static Task<JiraSandbox> StartAsync(params string[] arguments) => StartAsync<JiraSandbox>(Artifacts.Sandbox, arguments);

    /// <summary>The requests so far that carried a credential.</summary>
    public async Task<int> AuthenticatedRequestsAsync() =>
        (await RequestsAsync()).Count(request => request.GetProperty("scheme").ValueKind == JsonValueKind.String);
}
