using System.Globalization;
using System.Text;

namespace HarnessCollab.GrpcServer;

/// <summary>How gRPC writes times and messages in headers.</summary>
internal static class GrpcText
{
    // A timer cannot be longer, and a longer timeout has the same effect as none.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Reads a timeout: at most eight digits and a unit. Null if there is none, or if it is longer than any timer.</summary>
    public static TimeSpan? Timeout(string? text)
    {
        if (text is not { Length: >= 2 and <= 9 }
            || !uint.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        TimeSpan? timeout = text[^1] switch
        {
            'H' => TimeSpan.FromTicks(count * TimeSpan.TicksPerHour),
            'M' => TimeSpan.FromTicks(count * TimeSpan.TicksPerMinute),
            'S' => TimeSpan.FromTicks(count * TimeSpan.TicksPerSecond),
            'm' => TimeSpan.FromTicks(count * TimeSpan.TicksPerMillisecond),
            'u' => TimeSpan.FromTicks(count * TimeSpan.TicksPerMicrosecond),
            'n' => TimeSpan.FromTicks(count / TimeSpan.NanosecondsPerTick),
            _ => null,
        };
        return timeout <= Longest ? timeout : null;
    }

    /// <summary>
    /// A message in the form for a header: everything but printable ASCII, and the percent sign itself, as <c>%XX</c> of its UTF-8.
    /// </summary>
    public static string PercentEncoded(string message)
    {
        var encoded = new StringBuilder(message.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(message))
        {
            _ = unit is >= 0x20 and <= 0x7E and not (byte)'%'
                ? encoded.Append((char)unit)
                : encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
        }

        return encoded.ToString();
    }
}
