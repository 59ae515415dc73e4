using System.Collections.Immutable;
using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>The projects the account sees; asked for once, and only when something depends on it.</summary>
internal sealed class VisibleProjects
{
    private readonly Lazy<Task<ImmutableArray<string>?>> _keys;

    public VisibleProjects(JiraSession session, Flavour flavour) => _keys = new(() => FetchAsync(session, flavour));

    /// <summary>Null when Jira does not tell, or tells more than is read.</summary>
    public Task<ImmutableArray<string>?> KeysAsync() => _keys.Value;

    /// <summary>The key that somebody who wrote <paramref name="key"/> may have meant, or null.</summary>
    public async Task<string?> NearestAsync(string key)
    {
        if (await KeysAsync() is not { IsEmpty: false } keys)
        {
            return null;
        }

        var best = keys.MinBy(each => Distance(each, key.ToUpperInvariant()))!;
        return Distance(best, key.ToUpperInvariant()) <= Math.Max(1, key.Length / 2) ? best : null;
    }

    private static async Task<ImmutableArray<string>?> FetchAsync(JiraSession session, Flavour flavour)
    {
        // The bare list is Data Center's only one; Cloud keeps it, but deprecated.
        var resource = flavour == Flavour.Cloud ? "rest/api/2/project/search?maxResults=100" : "rest/api/2/project";
        var exchange = await session.AskAsync(resource);
        if (exchange.Response is not { Status: 200, Json: { } json })
        {
            return null;
        }

        var values = json.ValueKind == JsonValueKind.Array ? json : json.Array("values");
        return values is { } list ? [.. list.EnumerateArray().Select(project => project.Text("key")).OfType<string>()] : null;
    }

    // Levenshtein's distance; keys are ten characters or so.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 0; j < other.Length; j++)
            {
                var substituted = diagonal + (one[i] == other[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substituted, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
