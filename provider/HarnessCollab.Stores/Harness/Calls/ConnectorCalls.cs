using System.Text.Json.Nodes;
using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>The calls for connectors, and the meaning of their outcomes.</summary>
internal static class ConnectorCalls
{
    /// <returns>The connector, or null when it does not exist.</returns>
    public static async Task<Connector?> FindAsync(Platform platform, HarnessId id, CancellationToken cancellationToken) =>
        await platform.AskAsync(Get(id), cancellationToken, Outcome.Missing) is { } data ? ConnectorJson.Read(data, platform.Description) : null;

    /// <summary>
    /// Whether a connector of any kind exists and refers to the secret, and its kind if this store cannot manage it; null when the key may not see
    /// the connector.
    /// </summary>
    public static async Task<(bool Refers, string? OtherKind)?> RefersAsync(
        Platform platform, HarnessId id, HarnessId secret, CancellationToken cancellationToken)
    {
        try
        {
            return await platform.AskAsync(Get(id), cancellationToken, Outcome.Missing) is not { } data ? (false, null)
                : (ConnectorJson.References(data).Any(reference => HarnessId.Resolve(reference, id.Scope) == secret),
                    ConnectorJson.ReadIfOurs(data, platform.Description) is null ? ConnectorJson.KindOf(data) : null);
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
        var request = Write(PlatformCall.UpdateConnector, wanted);
        var answer = await platform.SendAsync(request, cancellationToken);
        return answer.Outcome switch
        {
            Outcome.Done => ConnectorJson.Read(answer.Data, platform.Description),
            Outcome.LostUpdate => null,
            Outcome.Missing => throw Sql.StoreErrors.NoAccount(wanted.Id.ToString(), platform.Description),
            _ => throw platform.Unexpected(request, answer),
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
            _ => throw platform.Unexpected(request, answer),
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
    public static IAsyncEnumerable<Connector> ListAsync(
        Platform platform, HarnessScope scope, string? search, CancellationToken cancellationToken) =>
        PagedList.ItemsAsync(platform, (page, size) => List(scope, search, page, size), cancellationToken)
            .Select(item => ConnectorJson.ReadIfOurs(item, platform.Description)!)
            .Where(connector => connector is not null);

    /// <summary>The call for one page of the list. Also the cheapest way to check key, account and scope.</summary>
    public static PlatformRequest List(HarnessScope scope, string? search, int page, int size) => new(PlatformCall.ListConnectors, scope)
    {
        Parameters = [("pageIndex", $"{page}"), ("pageSize", $"{size}"), .. search is null ? [] : new[] { ("searchTerm", search) }],
        Body = Json.Write(new() { ["filterType"] = "Connector", ["types"] = new JsonArray("Jira") }),
    };

    // Null when the platform refuses it as a duplicate.
    private static async Task<Connector?> TryCreateAsync(Platform platform, Connector wanted, CancellationToken cancellationToken) =>
        await platform.AskAsync(Write(PlatformCall.CreateConnector, wanted), cancellationToken, Outcome.Duplicate) is { } data
            ? ConnectorJson.Read(data, platform.Description)
            : null;

    private static PlatformRequest Get(HarnessId id) => new(PlatformCall.GetConnector, id.Scope) { Identifier = id.Identifier };

    // The document contains the scope, and not the query.
    private static PlatformRequest Write(PlatformCall call, Connector wanted) =>
        new(call, HarnessScope.Account) { Place = wanted.Id.Scope, Body = ConnectorJson.Write(wanted) };
}
