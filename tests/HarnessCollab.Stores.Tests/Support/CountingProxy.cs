namespace HarnessCollab.Stores.Tests.Support;

/// <summary>Counts round trips: how often a client sends after the server had the last word. For one connection at a time.</summary>
/// <param name="server">The server's port.</param>
public sealed class CountingProxy(int server) : Relay(server)
{
    private int _count;
    private int _answered = 1;

    /// <summary>Runs some work.</summary>
    /// <returns>How many round trips it took.</returns>
    public async Task<int> CountAsync(Func<Task> work)
    {
        Volatile.Write(ref _count, 0);
        await work();
        return Volatile.Read(ref _count);
    }

    protected override bool Sent(ReadOnlySpan<byte> data)
    {
        if (Interlocked.Exchange(ref _answered, 0) == 1)
        {
            Interlocked.Increment(ref _count);
        }

        return false;
    }

    protected override void Answered() => Interlocked.Exchange(ref _answered, 1);
}
