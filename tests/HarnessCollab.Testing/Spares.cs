using System.Collections.Concurrent;

namespace HarnessCollab.Testing;

/// <summary>
/// Stand-ins that a test is done with, for the next that asks for the same switches: a start costs more processor time than most tests
/// that use one. They end with the process of the tests.
/// </summary>
/// <param name="start">Starts another one.</param>
internal sealed class Spares<TStandIn>(Func<string[], Task<TStandIn>> start)
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<TStandIn>> _spares = new(StringComparer.Ordinal);

    public async Task<TStandIn> TakeAsync(string[] switches) => Of(switches).TryDequeue(out var spare) ? spare : await start(switches);

    /// <param name="spare">One that is as it was at its start.</param>
    public void Keep(string[] switches, TStandIn spare) => Of(switches).Enqueue(spare);

    private ConcurrentQueue<TStandIn> Of(string[] switches) => _spares.GetOrAdd(string.Join(' ', switches), _ => new());
}
