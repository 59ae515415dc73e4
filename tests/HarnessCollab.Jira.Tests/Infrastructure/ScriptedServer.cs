namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>A server on loopback that gives the answers of a test and keeps what it was asked.</summary>
internal abstract class ScriptedServer : IAsyncDisposable
{
    public abstract int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public abstract IReadOnlyList<Received> Requests { get; }

    /// <summary>The requests that came with a credential.</summary>
    public IReadOnlyList<Received> SignedIn => [.. Requests.Where(request => request.Authorization is not null)];

    public abstract ValueTask DisposeAsync();
}
