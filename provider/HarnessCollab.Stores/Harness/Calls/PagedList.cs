using System.Runtime.CompilerServices;
using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>Reads lists that the platform returns in pages.</summary>
internal static class PagedList
{
    private const int PageSize = 100;

    /// <summary>The items of all pages.</summary>
    /// <param name="list">Makes the call for a page of a size; the first page is 0.</param>
    public static async IAsyncEnumerable<JsonElement> ItemsAsync(
        Platform platform, Func<int, int, PlatformRequest> list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (number, count) = (0, 1); number < count; number++)
        {
            var data = (await platform.AskAsync(list(number, PageSize), cancellationToken)).GetValueOrDefault();
            count = AnswerReader.Member(data, "totalPages") is { } total && total.TryGetInt32(out var pages) ? pages : 0;
            foreach (var item in AnswerReader.Items(data, "content"))
            {
                yield return item;
            }
        }
    }
}
