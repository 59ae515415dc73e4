using System.Runtime.CompilerServices;
using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>Reads lists that the platform returns in pages.</summary>
internal static class PagedList
{
    /// <summary>The items of all pages.</summary>
    /// <param name="page">Returns the data of a page; the first page is 0.</param>
    public static async IAsyncEnumerable<JsonElement> ItemsAsync(
        Func<int, CancellationToken, Task<JsonElement>> page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (number, count) = (0, 1); number < count; number++)
        {
            var data = await page(number, cancellationToken);
            count = AnswerReader.Member(data, "totalPages") is { } total && total.TryGetInt32(out var pages) ? pages : 0;
            foreach (var item in AnswerReader.Member(data, "content") is { ValueKind: JsonValueKind.Array } content
                ? content.EnumerateArray()
                : default)
            {
                yield return item;
            }
        }
    }
}
