namespace HarnessCollab.Provider.Resources;

/// <summary>Formats a time.</summary>
internal static class TimeText
{
    /// <summary>For people.</summary>
    public static string Of(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "an unknown time";

    /// <summary>For machines: RFC 3339, in UTC.</summary>
    public static string Rfc3339(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
