namespace HarnessCollab.Common;

/// <summary>Reads <c>Retry-After</c> in either form.</summary>
public static class RetryAfter
{
    /// <returns>How long to wait; zero for a date that has passed; null when the answer does not say.</returns>
    /// <param name="message">The answer.</param>
    /// <param name="now">Our time, for an answer without a date of its own; otherwise the server's clock counts, since ours may be wrong.</param>
    public static TimeSpan? Of(HttpResponseMessage message, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => (date - (message.Headers.Date ?? now)) is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
            _ => null,
        };
    }
}
