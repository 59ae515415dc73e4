using System.Runtime.CompilerServices;
using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>The calls for connectors, and the meaning of their outcomes.</summary>
internal static class ConnectorCalls
{
    private const int PageSize = 100;

    /// <returns>The connector, or null when it does not exist.</returns>
    public static async Task<Connector?> FindAsync(Platform platform, HarnessId id, CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(PlatformCall.GetConnector, id.Scope) { Identifier = id.Identifier };
        var answer = await platform.SendAsync(request, cancellationToken);
        return answer.Outcome switch
        {
            Outcome.Done => ConnectorJson.Read(answer.Data, platform.Description),
            Outcome.Missing => null,
            _ => throw PlatformErrors.Unexpected(request, answer, platform.Settings),
        };
    }

    /// <summary>
    /// Whether a connector of any kind exists and refers to the secret, and its kind if this store cannot manage it; null when the key may not see
    /// the connector.
    /// </summary>
    public static async Task<(bool Refers, string? OtherKind)?> RefersAsync(
        Platform platform, HarnessId id, HarnessId secret, CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(PlatformCall.GetConnector, id.Scope) { Identifier = id.Identifier };
        try
        {
            var answer = await platform.SendAsync(request, cancellationToken);
            return answer.Outcome switch
            {
                Outcome.Done => (
                    ConnectorJson.References(answer.Data).Any(reference => HarnessId.Resolve(reference, id.Scope) == secret),
                    ConnectorJson.ReadIfOurs(answer.Data, platform.Description) is null ? ConnectorJson.KindOf(answer.Data) : null),
                Outcome.Missing => (false, null),
                _ => throw PlatformErrors.Unexpected(request, answer, platform.Settings),
            };
        }
        catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied)
        {
            return null;
        }
    }

    /// <summary>
    /// Creates a connector that did not exist a moment ago. If the reply is lost, a connector that is exactly the requested one counts as created.
    /// </summary>
    /// <exception cref="NameTakenException">Somebody else created it first.</exception>
    public static Task<Connector> CreateAsync(Platform platform, Connector wanted, CancellationToken cancellationToken) => Creation.RunAsync(
        platform,
        PlatformCall.CreateConnector,
        () => TryCreateAsync(platform, wanted, cancellationToken),
        () => FindAsync(platform, wanted.Id, cancellationToken),
        found => found.Says(wanted) && found.CreateStamp == wanted.CreateStamp,
        found => HarnessErrors.Taken(found, platform.Description),
        cancellationToken);

    /// <returns>The connector after the update; null when somebody else wrote it at the same time.</returns>
    public static async Task<Connector?> UpdateAsync(Platform platform, Connector wanted, CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(PlatformCall.UpdateConnector, HarnessScope.Account)
        {
            Place = wanted.Id.Scope,
            Body = ConnectorJson.Write(wanted),
        };
        var answer = await platform.SendAsync(request, cancellationToken);
        return answer.Outcome switch
        {
            Outcome.Done => ConnectorJson.Read(answer.Data, platform.Description),
            Outcome.LostUpdate => null,
            Outcome.Missing => throw Sql.StoreErrors.NoAccount(wanted.Id.ToString(), platform.Description),
            _ => throw PlatformErrors.Unexpected(request, answer, platform.Settings),
        };
    }

    /// <summary>Makes a delegate test the connector as it is stored.</summary>
    /// <param name="value">The credential, so that it can be removed from messages when an answer quotes it.</param>
    /// <returns>The result that is known when the call returns; null when the connector does not exist.</returns>
    public static async Task<DelegateTestResult?> TestAsync(Platform platform, HarnessId id, SecretText? value, CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(PlatformCall.TestConnector, id.Scope) { Identifier = id.Identifier, Secret = value };
        var answer = await platform.SendAsync(request, cancellationToken);
        return answer.Outcome switch
        {
            Outcome.Done => DelegateTestJson.Read(answer.Data),
            Outcome.TestFailed => new(DelegateVerdict.Failed, [answer.Text]),
            Outcome.Missing => null,
            Outcome.Rejected => new(DelegateVerdict.None, [answer.ToString()]),
            _ => throw PlatformErrors.Unexpected(request, answer, platform.Settings),
        };
    }

    /// <summary>Deletes a connector; succeeds when it does not exist any more.</summary>
    public static Task DeleteAsync(Platform platform, Connector connector, bool isForced, CancellationToken cancellationToken) => Deletion.RunAsync(
        platform,
        PlatformCall.DeleteConnector,
        connector.Id,
        isForced,
        users => HarnessErrors.InUse(connector, users, platform.Description),
        cancellationToken);

    /// <summary>The Jira connectors of exactly this scope that this store can manage, newest first.</summary>
    /// <param name="search">Text that the name or identifier must contain; null = all.</param>
    public static async IAsyncEnumerable<Connector> ListAsync(
        Platform platform, HarnessScope scope, string? search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in PagedList.ItemsAsync(
            (page, token) => PageAsync(platform, scope, search, page, PageSize, token), cancellationToken))
        {
            if (ConnectorJson.ReadIfOurs(item, platform.Description) is { } connector)
            {
                yield return connector;
            }
        }
    }

    /// <summary>One page of the raw list. Also the cheapest way to check key, account and scope.</summary>
    public static async Task<JsonElement> PageAsync(
        Platform platform, HarnessScope scope, string? search, int page, int size, CancellationToken cancellationToken)
    {
        var parameters = new List<(string, string)> { ("pageIndex", $"{page}"), ("pageSize", $"{size}") };
        if (search is not null)
        {
            parameters.Add(("searchTerm", search));
        }

        var request = new PlatformRequest(PlatformCall.ListConnectors, scope) { Parameters = parameters, Body = Json.Write(WriteFilter) };
        var answer = await platform.SendAsync(request, cancellationToken);
        return answer.Outcome is Outcome.Done ? answer.Data : throw PlatformErrors.Unexpected(request, answer, platform.Settings);
    }

    // Null when the platform refuses it as a duplicate.
    private static async Task<Connector?> TryCreateAsync(Platform platform, Connector wanted, CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(PlatformCall.CreateConnector, HarnessScope.Account)
        {
            Place = wanted.Id.Scope,
            Body = ConnectorJson.Write(wanted),
        };
        var answer = await platform.SendAsync(request, cancellationToken);
        return answer.Outcome switch
        {
            Outcome.Done => ConnectorJson.Read(answer.Data, platform.Description),
            Outcome.Duplicate => null,
            _ => throw PlatformErrors.Unexpected(request, answer, platform.Settings),
        };
    }

    private static void WriteFilter(Utf8JsonWriter writer)
    {
        writer.WriteString("filterType", "Connector");
        writer.WriteStartArray("types");
        writer.WriteStringValue("Jira");
        writer.WriteEndArray();
    }
}
