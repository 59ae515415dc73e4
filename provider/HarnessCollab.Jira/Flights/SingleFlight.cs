namespace HarnessCollab.Jira;

/// <summary>Runs a piece of work once per key, however many ask for it, and remembers its result.</summary>
/// <param name="life">How long a result is good; null = as long as this object.</param>
/// <param name="clock">Measures that.</param>
internal sealed class SingleFlight<TResult>(Func<TResult, TimeSpan?> life, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Flight> _flights = [];

    /// <summary>
    /// The result for <paramref name="key"/>; <paramref name="start"/> runs when nobody has one. The work stops when all who wait for it have gone.
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
