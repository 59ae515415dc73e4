using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// The secrets that a connector owns. The secret of a credential is created before the connector refers to it, and removed when the connector no
/// longer does.
/// </summary>
internal static class OwnedSecret
{
    // A create that is still running makes the secret some seconds before the connector.
    private static readonly TimeSpan LongestCreate = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Creates the first secret of a connector that did not exist a moment ago. Adopts a secret that an earlier attempt of the same write has left,
    /// and the secret of a connector that does not exist any more. Never takes over any other secret.
    /// </summary>
    /// <returns>The secret, and whether it existed before.</returns>
    /// <exception cref="NameTakenException">A secret with this id exists and is not ours.</exception>
    public static async Task<(Secret Secret, bool IsTaken)> MakeFirstAsync(
        Platform platform, HarnessId connector, string displayName, SecretText value, string stamp, CancellationToken cancellationToken)
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

    /// <summary>Creates the secret for another credential, in addition to the present one.</summary>
    public static Task<Secret> MakeNextAsync(
        Platform platform, HarnessId connector, string displayName, SecretText value, string stamp, CancellationToken cancellationToken) =>
        SecretCalls.CreateAsync(
            platform, New(platform, Secret.OwnedBy(connector, Secret.NewMark()), connector, displayName, stamp), value, cancellationToken);

    /// <summary>When two runs adopt the same secret, only one gets the connector; this makes sure that the secret has that run's value.</summary>
    public static async Task<Secret> InsistAsync(Platform platform, Secret taken, SecretText value, CancellationToken cancellationToken) =>
        await SecretCalls.FindAsync(platform, taken.Id, cancellationToken) is { } now && now.Mark != taken.Mark
            ? await SecretCalls.UpdateAsync(platform, now with { Tags = taken.Tags, Name = taken.Name }, value, cancellationToken) ?? taken
            : taken;

    // A secret that was updated had a connector, and an old secret no longer waits for the connector of a running create.
    private static bool IsLeftOver(Secret secret, Platform platform) =>
        IdempotencyKey.HadConnector(secret.IdempotencyKey) || platform.Time.GetUtcNow() - secret.ModifiedAt > LongestCreate;

    /// <summary>The secret as this connector needs it; everything that others wrote into it stays.</summary>
    public static Secret Wanted(Secret secret, HarnessId connector, string displayName, string stamp) => secret with
    {
        Name = Secret.NameFor(displayName, secret.Id, connector),
        Tags = secret.Tags.SetItem(Secret.OwnerTag, connector.Identifier).SetItem(Secret.StampTag, stamp),
    };

    /// <summary>All secrets with the connector's tag; empty if the key may not list secrets.</summary>
    public static async Task<List<Secret>> AllAsync(Platform platform, HarnessId connector, CancellationToken cancellationToken)
    {
        // Searches for a common prefix: a long identifier is cut in the secret's identifier, and the platform may read $ as the end of a pattern.
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
    /// Removes the connector's own secrets that it does not refer to: those of earlier credentials, and leftovers of interrupted writes. The write
    /// itself has succeeded, so a secret that stays is only reported; the next write tries again.
    /// </summary>
    /// <param name="isNew">The connector is new. Then a secret can belong to another create that is still running, and stays.</param>
    /// <returns>The warning about the secrets that stay; null when none does.</returns>
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
    /// <returns>The failure to report: the given one, with one more sentence when the secret could not be removed.</returns>
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
            return new(failure.Code, failure.Message[(failure.Code.Length + 2)..] + HarnessErrors.LeftBehind(secret.Id, why.Code), failure)
            {
                Kind = failure.Kind,
            };
        }
        catch (StoreException)
        {
            // The existing connector uses the secret, or the next run adopts it; the user only needs to know about the name clash.
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
