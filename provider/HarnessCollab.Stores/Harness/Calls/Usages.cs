using System.Collections.Immutable;
using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>Who uses an object, so that a refused delete can name them.</summary>
internal static class Usages
{
    private const int Most = 100;

    /// <returns>The users in order, a hundred at most: connectors by their names, others with their kind in front (<c>Pipelines: Deploy shop</c>); none when the platform knows none (any more).</returns>
    public static async Task<ImmutableArray<string>> OfAsync(Platform platform, HarnessId id, bool isSecret, CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(PlatformCall.ListUsages, id.Scope)
        {
            Parameters = [("identifier", id.Identifier), ("referredEntityType", isSecret ? "Secrets" : "Connectors"), ("pageIndex", "0"), ("pageSize", $"{Most}")],
        };
        var answer = await platform.SendAsync(request, cancellationToken);
        if (answer.Outcome is not Outcome.Done)
        {
            throw PlatformErrors.Unexpected(request, answer, platform.Settings);
        }

        return AnswerReader.Member(answer.Data, "content") is { ValueKind: JsonValueKind.Array } content ? [.. content.EnumerateArray().Select(Name).Order(StringComparer.Ordinal)] : [];
    }

    private static string Name(JsonElement usage)
    {
        var user = AnswerReader.Member(usage, "referredByEntity") ?? default;
        var name = AnswerReader.Text(user, "name") ?? AnswerReader.Text(AnswerReader.Member(user, "entityRef") ?? default, "identifier") ?? "of unknown name";
        return ServerText.Clean(AnswerReader.Text(user, "type") is { } type and not "Connectors" ? $"{type}: {name}" : name);
    }
}
