namespace HarnessCollab.Common;

/// <summary>Reads the header <c>Retry-After</c> in both of its forms: seconds and date.</summary>
public static class RetryAfter
{
    /// <returns>How long to wait; zero for a date in the past; null when the answer has no such header.</returns>
    /// <param name="message">The answer.</param>
    /// <param name="now">Our time, used when the answer has no <c>Date</c>. Otherwise the server's clock counts, since ours may be wrong.</param>
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
