namespace HarnessCollab.Stores.Tests.Support;

/// <summary>Loses the answers to the first commits. Later commits pass.</summary>
/// <param name="server">The server's port.</param>
/// <param name="losses">How many answers are to be lost.</param>
public sealed class LosingProxy(int server, int losses) : Relay(server)
{
    // With its end: a transaction begins as READ COMMITTED.
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();

    private int _losses = losses;

    protected override bool Sent(ReadOnlySpan<byte> data) => data.IndexOf(Commit) >= 0 && Interlocked.Decrement(ref _losses) >= 0;

    protected override void Answered()
    {
        // Nothing to note.
    }
}
