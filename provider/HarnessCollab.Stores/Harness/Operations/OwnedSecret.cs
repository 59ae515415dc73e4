using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// The secrets that a connector owns. The one of a credential is made before the connector refers to it, and removed when it does no more.
/// </summary>
internal static class OwnedSecret
{
    // A create that is under way makes the secret some seconds before the connector.
    private static readonly TimeSpan LongestCreate = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Makes the first secret of a connector that a look just before has not found; one that an earlier try of the very same write has left is
    /// taken up, and so is the one of a connector that is there no more. Never takes over another.
    /// </summary>
    /// <returns>The secret, and whether it was there before.</returns>
    /// <exception cref="NameTakenException">There is one that is not ours.</exception>
    public static async Task<(Secret Secret, bool IsTaken)> MakeFirstAsync(
        Platform platform,
        HarnessId connector,
        string displayName,
        SecretText value,
        string stamp,
        CancellationToken cancellationToken)
    {
        var wanted = New(platform, Secret.OwnedBy(connector), connector, displayName, stamp);
        var found = await SecretCalls.FindAsync(platform, wanted.Id, cancellationToken);
        if (found is null)
        {
            return (await SecretCalls.CreateAsync(platform, wanted, value, cancellationToken), false);
        }

        var isOurs = found.IsOwnedBy(connector) && (IdempotencyKey.AreOfOneWrite(found.IdempotencyKey, stamp) || IsLeftOver(found, platform));
        return isOurs && await SecretCalls.UpdateAsync(platform, Wanted(found, connector, displayName, stamp), value, cancellationToken) is { } taken
            ? (taken, true)
            : throw HarnessErrors.Taken(found, platform.Description);
    }

    /// <summary>Makes the secret of another credential, beside the present one.</summary>
    public static Task<Secret> MakeNextAsync(
        Platform platform, HarnessId connector, string displayName, SecretText value, string stamp, CancellationToken cancellationToken) =>
        SecretCalls.CreateAsync(
            platform, New(platform, Secret.OwnedBy(connector, Secret.NewMark()), connector, displayName, stamp), value, cancellationToken);

    /// <summary>Of two runs that took up the same secret one got the connector; then the value in the secret must be its own.</summary>
    public static async Task<Secret> InsistAsync(Platform platform, Secret taken, SecretText value, CancellationToken cancellationToken) =>
        await SecretCalls.FindAsync(platform, taken.Id, cancellationToken) is { } now && now.Mark != taken.Mark
            ? await SecretCalls.UpdateAsync(platform, now with { Tags = taken.Tags, Name = taken.Name }, value, cancellationToken) ?? taken
            : taken;

    // One that has seen an update had a connector, and one of some age does not wait for the connector of a create any more.
    private static bool IsLeftOver(Secret secret, Platform platform) =>
        IdempotencyKey.HadConnector(secret.IdempotencyKey) || platform.Time.GetUtcNow() - secret.ModifiedAt > LongestCreate;

    /// <summary>As the secret of that connector is to be; what others have written into it stays.</summary>
    public static Secret Wanted(Secret secret, HarnessId connector, string displayName, string stamp) => secret with
    {
        Name = Secret.NameFor(displayName, secret.Id, connector),
        Tags = secret.Tags.SetItem(Secret.OwnerTag, connector.Identifier).SetItem(Secret.StampTag, stamp),
    };

    /// <summary>All secrets that bear the connector's tag; none where the key may not see what there is.</summary>
    public static async Task<List<Secret>> AllAsync(Platform platform, HarnessId connector, CancellationToken cancellationToken)
    {
        // What begins like the connector: of a long identifier the end is cut off, and the platform may take $ for the end of a pattern.
        const int Common = 100;
        var search = connector.Identifier[..Math.Min(connector.Identifier.Length, Common)].Split('$')[0];
        try
        {
            var found = await SecretCalls.ListAsync(platform, connector.Scope, search, cancellationToken).ToListAsync(cancellationToken);
            return found.FindAll(secret => secret.IsOwnedBy(connector));
        }
        catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied)
        {
            return [];
        }
    }

    /// <summary>
    /// Removes the connector's own secrets that it does not refer to: those of earlier credentials, and what a write that was cut short has left.
    /// The write itself is done, so what stays is only told; the next write tries again.
    /// </summary>
    /// <param name="isNew">The connector is new, so a secret may be that of another create which is under way, and is left to it.</param>
    /// <returns>The warning about what stays; null when nothing does.</returns>
    public static async Task<string?> SweepAsync(Platform platform, Connector connector, bool isNew, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        foreach (var secret in await AllAsync(platform, connector.Id, cancellationToken))
        {
            try
            {
                if (secret.Id != connector.Secret && (!isNew || IsLeftOver(secret, platform)))
                {
                    await SecretCalls.DeleteAsync(platform, secret, isForced: false, cancellationToken);
                }
            }
            catch (StoreException why)
            {
                reasons.Add($"{secret.Id} ({why.Message})");
            }
        }

        return reasons.Count == 0 ? null : HarnessErrors.StaysBehind(connector, reasons);
    }

    /// <summary>Removes a secret whose connector could not be written.</summary>
    /// <returns>The failure to report: the one given, with a sentence more when the secret stays behind.</returns>
    public static async Task<StoreException> WithdrawAsync(
        Platform platform, Secret secret, StoreException failure, CancellationToken cancellationToken)
    {
        try
        {
            await SecretCalls.DeleteAsync(platform, secret, isForced: false, cancellationToken);
            return failure;
        }
        catch (StoreException why) when (failure is not NameTakenException)
        {
            return new(
                failure.Code, failure.Kind, failure.Message[(failure.Code.Length + 2)..] + HarnessErrors.LeftBehind(secret.Id, why.Code), failure);
        }
        catch (StoreException)
        {
            // The connector that stands in the way uses it, or the next run takes it up; the clash is what people must know.
            return failure;
        }
    }

    private static Secret New(Platform platform, HarnessId id, HarnessId connector, string displayName, string stamp) => Wanted(
        new()
        {
            Id = id,
            Name = "",
            Manager = platform.Settings.SecretManager ?? Secret.BuiltInManager,
            Description = $"The credential of connector {connector}. It goes with the connector.",
        },
        connector,
        displayName,
        stamp);
}
