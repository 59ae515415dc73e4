using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>The secret that a connector owns: made before the connector refers to it, removed after.</summary>
internal static class OwnedSecret
{
    // A create that is under way makes the secret some seconds before the connector.
    private static readonly TimeSpan LongestCreate = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Makes the secret; one that an earlier try of the very same write has left is taken up, and so is the one of a connector that is
    /// there no more. Never takes over another.
    /// </summary>
    /// <param name="isConnectorGone">Whether a look just before has found no connector.</param>
    /// <returns>The secret, and whether it was there before.</returns>
    /// <exception cref="NameTakenException">There is one that is not ours.</exception>
    public static async Task<(Secret Secret, bool IsTaken)> MakeAsync(
        Platform platform,
        HarnessId connector,
        string displayName,
        SecretText value,
        string stamp,
        bool isConnectorGone,
        CancellationToken cancellationToken)
    {
        var wanted = Wanted(new()
        {
            Id = Secret.OwnedBy(connector),
            Name = "",
            Manager = platform.Settings.SecretManager ?? Secret.BuiltInManager,
            Description = $"The credential of connector {connector}. It goes with the connector.",
        }, connector, displayName, stamp);
        var found = await SecretCalls.FindAsync(platform, wanted.Id, cancellationToken);
        if (found is null)
        {
            return (await SecretCalls.CreateAsync(platform, wanted, value, cancellationToken), false);
        }

        var isOurs = found.IsOwnedBy(connector)
            && (IdempotencyKey.AreOfOneWrite(found.IdempotencyKey, stamp) || (isConnectorGone && IsLeftOver(found, platform)));
        return isOurs && await SecretCalls.UpdateAsync(platform, Wanted(found, connector, displayName, stamp), value, cancellationToken) is { } taken
            ? (taken, true)
            : throw HarnessErrors.Taken(found, platform.Description);
    }

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
        Name = Secret.NameFor(displayName),
        Tags = secret.Tags.SetItem(Secret.OwnerTag, connector.Identifier).SetItem(Secret.StampTag, stamp),
    };

    /// <summary>Removes what is left of a connector's own secret.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> SweepAsync(Platform platform, HarnessId connector, CancellationToken cancellationToken)
    {
        if (await SecretCalls.FindAsync(platform, Secret.OwnedBy(connector), cancellationToken) is not { } left || !left.IsOwnedBy(connector))
        {
            return false;
        }

        await SecretCalls.DeleteAsync(platform, left, isForced: false, cancellationToken);
        return true;
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
}
