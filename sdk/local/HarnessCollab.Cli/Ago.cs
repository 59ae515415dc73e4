using System.Globalization;

namespace HarnessCollab.Cli;

/// <summary>A time as people say it: <c>now</c>, <c>26 seconds ago</c>, <c>1 week ago</c>.</summary>
internal static class Ago
{
    private static readonly (double Seconds, string Name)[] Units =
        [(31_536_000, "year"), (2_592_000, "month"), (604_800, "week"), (86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];

    public static string Of(DateTimeOffset time, DateTimeOffset now)
    {
        var seconds = (now - time).TotalSeconds;
        foreach (var (length, name) in Units)
        {
            if (seconds >= length)
            {
                var count = (long)(seconds / length);
                return string.Create(CultureInfo.InvariantCulture, $"{count} {name}{(count == 1 ? "" : "s")} ago");
            }
        }

        return "now";
    }
}
