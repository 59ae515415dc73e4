using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>What uses an object, according to the platform's records. The records are updated late, so the user may be gone.</summary>
/// <param name="Name">For messages: a connector's name; for other users the name after the kind (<c>Pipelines: Deploy shop</c>).</param>
/// <param name="Connector">The id of a connector; null for any other user, and once the connector has turned out not to be a Jira connector.</param>
internal sealed record Usage(string Name, HarnessId? Connector)
{
    private const int Most = 100;

    /// <returns>The users by name, at most a hundred; empty when the platform knows none, or does not report them to this key.</returns>
    public static async Task<ImmutableArray<Usage>> OfAsync(Platform platform, HarnessId id, bool isSecret, CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(PlatformCall.ListUsages, id.Scope)
        {
            Parameters =
            [
                ("identifier", id.Identifier),
                ("referredEntityType", isSecret ? "Secrets" : "Connectors"),
                ("pageIndex", "0"),
                ("pageSize", $"{Most}"),
            ],
        };
        try
        {
            var usages = AnswerReader.Items((await platform.AskAsync(request, cancellationToken)).GetValueOrDefault(), "content");
            return [.. usages.Select(Read).OrderBy(user => user.Name, StringComparer.Ordinal)];
        }
        catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied)
        {
            return [];
        }
    }

    private static Usage Read(JsonElement usage)
    {
        var user = AnswerReader.Member(usage, "referredByEntity") ?? default;
        var place = AnswerReader.Member(user, "entityRef") ?? default;
        var (type, identifier) = (AnswerReader.Text(user, "type"), AnswerReader.Text(place, "identifier"));
        var name = AnswerReader.Text(user, "name") ?? identifier ?? "of unknown name";
        return new(
            ServerText.Clean(type is not (null or "Connectors") ? $"{type}: {name}" : name),
            type == "Connectors" && identifier is not null ? new HarnessId(Json.ReadScope(place), identifier) : null);
    }
}
