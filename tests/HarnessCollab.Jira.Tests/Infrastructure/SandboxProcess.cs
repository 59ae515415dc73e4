using System.Text.Json;
using HarnessCollab.Testing;

namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>The real jira-sandbox in a process of its own, talked to over its own interface.</summary>
public sealed class SandboxProcess : StandIn
{
    public string Url => BaseUrl;

    public static Task<SandboxProcess> StartAsync(params string[] switches) => StartAsync<SandboxProcess>(Artifacts.Sandbox, switches);

    public Task<string> GetAsync(string path) => Http.GetStringAsync(new Uri(new Uri(Url), path), TestContext.Current.CancellationToken);

    /// <summary>The requests that came with a credential.</summary>
    public async Task<IReadOnlyList<JsonElement>> SignedInRequestsAsync() =>
        [.. (await RequestsAsync()).Where(request => request.GetProperty("authorization").GetBoolean())];

    /// <summary>How the log would show <paramref name="secret"/>.</summary>
    public async Task<string> DigestAsync(string secret) => Digest(await ControlAsync("requests"), secret);
}
