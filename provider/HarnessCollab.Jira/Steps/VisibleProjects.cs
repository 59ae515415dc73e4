using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>The projects the account sees; asked for once, and only when something depends on it.</summary>
internal sealed class VisibleProjects
{
    // Cloud's pages; as many of them as it takes to meet the key that somebody mistyped, and no more than a test has time for.
    private const int PageSize = 50;
    private const int MostPages = 20;

    private readonly Lazy<Task<ProjectList?>> _list;

    public VisibleProjects(JiraConversation session, Flavour flavour) =>
        _list = new(() => flavour == Flavour.Cloud ? ReadPagesAsync(session) : ReadAtOnceAsync(session));

    /// <summary>Null when Jira does not tell, or the list is too long to be read.</summary>
    public Task<ProjectList?> ListAsync() => _list.Value;

    /// <summary>The key that somebody who wrote <paramref name="key"/> may have meant, or null.</summary>
    public async Task<string?> NearestAsync(string key)
    {
        if (await ListAsync() is not { Keys: { IsEmpty: false } keys })
        {
            return null;
        }

        var best = keys.MinBy(each => Distance(each, key.ToUpperInvariant()))!;
        return Distance(best, key.ToUpperInvariant()) <= Math.Max(1, key.Length / 2) ? best : null;
    }

    // Data Center knows the list as a whole only.
    private static async Task<ProjectList?> ReadAtOnceAsync(JiraConversation session) =>
        KeysIn(await session.AskAsync("rest/api/2/project")) is { } keys ? new ProjectList(keys, IsWhole: true) : null;

    private static async Task<ProjectList?> ReadPagesAsync(JiraConversation session)
    {
        var read = ImmutableArray<string>.Empty;
        for (var page = 0; page < MostPages; page++)
        {
            var exchange = await session.AskAsync(
                string.Create(CultureInfo.InvariantCulture, $"rest/api/2/project/search?startAt={read.Length}&maxResults={PageSize}"));
            if (KeysIn(exchange) is not { } keys)
            {
                return page == 0 ? null : new ProjectList(read, IsWhole: false);
            }

            read = read.AddRange(keys);
            // A site may give less than a page holds, so the number alone does not end the list while Jira says that there is more.
            if (keys.IsEmpty || (exchange.Response!.Json!.Value.Flag("isLast") ?? keys.Length < PageSize))
            {
                return new ProjectList(read, IsWhole: true);
            }
        }

        return new ProjectList(read, IsWhole: false);
    }

    private static ImmutableArray<string>? KeysIn(Exchange exchange)
    {
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

/// <summary>The projects that are listed for the account.</summary>
/// <param name="IsWhole">False when there are more than were read.</param>
internal sealed record ProjectList(ImmutableArray<string> Keys, bool IsWhole);
