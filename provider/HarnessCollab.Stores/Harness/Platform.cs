using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Outcomes;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness;

/// <summary>One Harness account, as the operations of the store use it.</summary>
internal sealed class Platform(HarnessSettings settings, TimeProvider time, WriteBoundary boundary) : IDisposable
{
    private readonly PlatformClient _client = new(settings, time, boundary);

    public HarnessSettings Settings { get; } = settings;

    public TimeProvider Time { get; } = time;

    public OpenRuns Runs { get; } = new(settings.RunFile, time);

    /// <summary>The store's name in messages.</summary>
    public string Description { get; } = PlatformErrors.Where(settings);

    public HarnessScope DefaultScope { get; } = new(settings.OrgId, settings.ProjectId);

    public Task<PlatformAnswer> SendAsync(PlatformRequest request, CancellationToken cancellationToken) =>
        _client.SendAsync(request, cancellationToken);

    /// <summary>Sends a call.</summary>
    /// <param name="nothing">The outcomes for which there is nothing to return.</param>
    /// <returns>The data of the answer; null after one of these outcomes.</returns>
    /// <exception cref="StoreException">The call has another outcome.</exception>
    public async Task<JsonElement?> AskAsync(PlatformRequest request, CancellationToken cancellationToken, params Outcome[] nothing) =>
        DataOf(request, await SendAsync(request, cancellationToken), nothing);

    /// <inheritdoc cref="AskAsync"/>
    public JsonElement? DataOf(PlatformRequest request, PlatformAnswer answer, params Outcome[] nothing) =>
        answer.Outcome is Outcome.Done ? answer.Data
        : nothing.Contains(answer.Outcome) ? null
        : throw Unexpected(request, answer);

    public StoreException Unexpected(PlatformRequest request, PlatformAnswer answer) => PlatformErrors.Of(request, answer, Settings);

    public void Dispose() => _client.Dispose();
}
