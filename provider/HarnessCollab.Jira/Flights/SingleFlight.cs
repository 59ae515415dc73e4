namespace HarnessCollab.Jira;

/// <summary>Runs work once per key, even if many callers ask for it at the same time, and remembers the result.</summary>
/// <param name="life">How long a result stays valid; null = as long as this object exists.</param>
/// <param name="clock">The clock that measures this time.</param>
internal sealed class SingleFlight<TResult>(Func<TResult, TimeSpan?> life, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Flight> _flights = [];

    /// <summary>
    /// The result for <paramref name="key"/>. Runs <paramref name="start"/> when there is none yet. The work is cancelled when no caller waits for it
    /// any more.
    /// </summary>
    public async Task<TResult> GetAsync(string key, Func<CancellationToken, Task<TResult>> start, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var flight = Board(key, start);
        try
        {
            return await flight.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            foreach (var (key, _) in _flights.Where(each => each.Value.Task.IsCompleted).ToArray())
            {
                _flights.Remove(key);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var flight in _flights.Values)
            {
                flight.Stop.Cancel();
            }

            _flights.Clear();
        }
    }

    private Flight Board(string key, Func<CancellationToken, Task<TResult>> start)
    {
        lock (_gate)
        {
            if (!_flights.TryGetValue(key, out var flight) || !IsGood(flight))
            {
                var stop = new CancellationTokenSource();
                flight = new Flight(stop, Task.Run(() => start(stop.Token), stop.Token), clock);
                _flights[key] = flight;
            }

            flight.Waiting++;
            return flight;
        }
    }

    private void Leave(string key, Flight flight)
    {
        lock (_gate)
        {
            flight.Waiting--;
            var abandoned = flight.Waiting == 0 && !flight.Task.IsCompleted;
            if (abandoned)
            {
                flight.Stop.Cancel();
            }

            if ((abandoned || flight.Task.IsFaulted || flight.Task.IsCanceled) && _flights.TryGetValue(key, out var current) && current == flight)
            {
                _flights.Remove(key);
            }
        }
    }

    private bool IsGood(Flight flight)
    {
        if (!flight.Task.IsCompletedSuccessfully)
        {
            return !flight.Task.IsCompleted;
        }

        return life(flight.Task.Result) is not { } good || flight.Age < good;
    }

    private sealed class Flight(CancellationTokenSource stop, Task<TResult> task, TimeProvider clock)
    {
        private readonly long _start = clock.GetTimestamp();

        public CancellationTokenSource Stop { get; } = stop;

        public Task<TResult> Task { get; } = task;

        public int Waiting { get; set; }

        public TimeSpan Age => clock.GetElapsedTime(_start);
    }
}
