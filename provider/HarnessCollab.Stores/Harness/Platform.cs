using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;
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

    public void Dispose() => _client.Dispose();
}
