using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>The projects that the account sees. The list is requested once, and only if it is needed.</summary>
internal sealed class VisibleProjects
{
    // Pages of Cloud's list: enough to find the key that was probably meant, and not more than fit into the time of a test.
    private const int PageSize = 50;
    private const int MostPages = 20;

    private readonly Lazy<Task<ProjectList?>> _list;

    public VisibleProjects(JiraConversation session, Flavour flavour) =>
        _list = new(() => flavour == Flavour.Cloud ? ReadPagesAsync(session) : ReadAtOnceAsync(session));

    /// <summary>Null when Jira does not report the list, or the list is too long.</summary>
    public Task<ProjectList?> ListAsync() => _list.Value;

    /// <summary>The visible key most similar to <paramref name="key"/>, which was probably mistyped; null when none is similar.</summary>
    public async Task<string?> NearestAsync(string key)
    {
        if (await ListAsync() is not { Keys: { IsEmpty: false } keys })
        {
            return null;
        }

        var best = keys.MinBy(each => EditDistance.Between(each, key.ToUpperInvariant()))!;
        return EditDistance.Between(best, key.ToUpperInvariant()) <= Math.Max(1, key.Length / 2) ? best : null;
    }

    // Data Center only gives the list as a whole.
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
            // A site can return fewer projects than the page size, so Jira's own isLast counts, and the number only when isLast is absent.
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
}

/// <summary>The projects that are listed for the account.</summary>
/// <param name="IsWhole">False when there are more projects than were read.</param>
internal sealed record ProjectList(ImmutableArray<string> Keys, bool IsWhole);
