using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Crashes;

/// <summary>One store of each kind for all crash tests, made before anything dies over it.</summary>
public sealed class CrashPlaces(PostgresServer postgres) : IAsyncDisposable
{
    private readonly Dictionary<Backend, CrashPlace> _places = [];

    public async Task<CrashPlace> OnAsync(Backend backend)
    {
        if (!_places.TryGetValue(backend, out var place))
        {
            place = _places[backend] = Fresh(backend);
            await using var store = place.Open();
            await store.EnsureCreatedAsync(cancellationToken: TestContext.Current.CancellationToken);
        }

        return place;
    }

    /// <summary>A store that nobody has made yet.</summary>
    public CrashPlace Fresh(Backend backend)
    {
        if (backend == Backend.PostgreSql)
        {
            postgres.Ensure();
        }

        return new CrashPlace(backend, postgres);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var place in _places.Values)
        {
            await place.DisposeAsync();
        }
    }
}

/// <summary>The stores that a crash can leave something half in.</summary>
public enum Backend
{
    Sqlite,
    PostgreSql,
}
