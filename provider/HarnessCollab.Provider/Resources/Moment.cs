using System.Globalization;

namespace HarnessCollab.Provider.Resources;

/// <summary>Writes a time for a message.</summary>
internal static class Moment
{
    public static string Of(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "an unknown time";
}
