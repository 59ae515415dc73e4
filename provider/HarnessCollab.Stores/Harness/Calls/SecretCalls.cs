using System.Text.Json;
using System.Text.Json.Nodes;
using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>The calls for text secrets, and the meaning of their outcomes.</summary>
internal static class SecretCalls
{
    /// <returns>The secret, or null when it does not exist.</returns>
    public static async Task<Secret?> FindAsync(Platform platform, HarnessId id, CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(PlatformCall.GetSecret, id.Scope) { Identifier = id.Identifier };
        return Read(platform, await platform.AskAsync(request, cancellationToken, Outcome.Missing));
    }

    /// <summary>Like <see cref="FindAsync"/>, but a secret that the key may not see is not an error.</summary>
    public static async Task<(Secret? Secret, bool IsHidden)> LookAsync(Platform platform, HarnessId id, CancellationToken cancellationToken)
    {
        try
        {
            return (await FindAsync(platform, id, cancellationToken), false);
        }
        catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied)
        {
            return (null, true);
        }
    }

    /// <summary>
    /// Creates a secret that did not exist a moment ago. If the reply is lost, a secret with the idempotency key of this write counts as created.
    /// </summary>
    /// <exception cref="NameTakenException">Somebody else created it first.</exception>
    public static Task<Secret> CreateAsync(Platform platform, Secret wanted, SecretText? value, CancellationToken cancellationToken) =>
        Creation.RunAsync(
            platform,
            PlatformCall.CreateSecret,
            () => TryCreateAsync(platform, wanted, value, cancellationToken),
            () => FindAsync(platform, wanted.Id, cancellationToken),
            found => found.Name == wanted.Name && found.Tags.SequenceEqual(wanted.Tags),
            found => HarnessErrors.Taken(found, platform.Description),
            cancellationToken);

    /// <param name="value">The new value; null keeps the old one.</param>
    /// <returns>The secret after the update; null when it does not exist any more, or somebody else wrote it at the same time.</returns>
    public static async Task<Secret?> UpdateAsync(Platform platform, Secret wanted, SecretText? value, CancellationToken cancellationToken)
    {
        if (wanted.Reference is not null && value is not null)
        {
            throw HarnessErrors.NotInline(wanted.Id, platform.Description);
        }

        var request = new PlatformRequest(PlatformCall.UpdateSecret, wanted.Id.Scope)
        {
            Identifier = wanted.Id.Identifier,
            Body = SecretJson.Write(wanted, value),
            Secret = value,
        };
        return Read(platform, await platform.AskAsync(request, cancellationToken, Outcome.Missing, Outcome.LostUpdate));
    }

    /// <summary>Deletes a secret; succeeds when it does not exist any more.</summary>
    /// <exception cref="EncryptedTextInUseException">Others use it.</exception>
    public static Task DeleteAsync(Platform platform, Secret secret, bool isForced, CancellationToken cancellationToken) => Deletion.RunAsync(
        platform,
        PlatformCall.DeleteSecret,
        secret.Id,
        isForced,
        users => HarnessErrors.InUse(secret, users, platform.Description),
        cancellationToken);

    /// <summary>The text secrets of exactly this scope, newest first.</summary>
    /// <param name="search">Text that the name or identifier must contain; null = all.</param>
    public static IAsyncEnumerable<Secret> ListAsync(
        Platform platform, HarnessScope scope, string? search, CancellationToken cancellationToken) =>
        PagedList.ItemsAsync(platform, (page, size) => List(scope, search, page, size), cancellationToken)
            .Select(item => SecretJson.Read(item, platform.Description));

    private static PlatformRequest List(HarnessScope scope, string? search, int page, int size)
    {
        var filter = new JsonObject { ["secretTypes"] = new JsonArray("SecretText") };
        if (search is not null)
        {
            filter["searchTerm"] = search;
        }

        return new(PlatformCall.ListSecrets, scope)
        {
            Parameters = [("pageIndex", $"{page}"), ("pageSize", $"{size}")],
            Body = Json.Write(filter),
        };
    }

    // Null when the platform refuses it as a duplicate. The built-in manager of a new project appears some seconds after the project.
    private static async Task<Secret?> TryCreateAsync(Platform platform, Secret wanted, SecretText? value, CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(PlatformCall.CreateSecret, wanted.Id.Scope)
        {
            Parameters = [("privateSecret", "false")],
            Body = SecretJson.Write(wanted, value),
            Secret = value,
        };
        var answer = await Waits.ForLateManager.RepeatAsync(
            () => platform.SendAsync(request, cancellationToken),
            attempt => Again.If(attempt.Result?.Outcome == Outcome.ManagerMissing && wanted.Manager == Secret.BuiltInManager),
            platform.Time,
            cancellationToken);
        return Read(platform, platform.DataOf(request, answer, Outcome.Duplicate));
    }

    private static Secret? Read(Platform platform, JsonElement? data) => data is { } found ? SecretJson.Read(found, platform.Description) : null;
}
