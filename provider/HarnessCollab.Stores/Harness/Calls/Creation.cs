using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>Creates an object that did not exist a moment ago. After a lost reply it looks again, and never repeats the create blindly.</summary>
internal static class Creation
{
    /// <param name="create">Sends the create; null when the platform refuses it as a duplicate.</param>
    /// <param name="look">Finds the object that exists now.</param>
    /// <param name="isSent">Whether the found object is, after a lost reply, the one that this create sent.</param>
    /// <param name="refuse">Makes the error that names the object of somebody else.</param>
    /// <exception cref="NameTakenException">Somebody else created it first.</exception>
    public static async Task<T> RunAsync<T>(
        Platform platform,
        PlatformCall call,
        Func<Task<T?>> create,
        Func<Task<T?>> look,
        Func<T, bool> isSent,
        Func<T, NameTakenException> refuse,
        CancellationToken cancellationToken)
        where T : class
    {
        LostReplyException? lost = null;
        foreach (var pause in Waits.AfterLostReply())
        {
            try
            {
                if (await create() is { } made)
                {
                    return made;
                }
            }
            catch (LostReplyException exception)
            {
                lost = exception;
                await Task.Delay(pause, platform.Time, cancellationToken);
            }

            if (await LookAsync() is { } found)
            {
                return lost is not null && isSent(found) ? found : throw refuse(found);
            }
        }

        throw PlatformErrors.OutcomeUnknown(
            lost ?? new LostReplyException(call, "it was refused as a duplicate of an object that does not exist", null), platform.Settings);

        // If the lookup fails as well, the outcome stays unknown, and that is what we report.
        async Task<T?> LookAsync()
        {
            try
            {
                return await look();
            }
            catch (StoreException) when (lost is not null)
            {
                throw PlatformErrors.OutcomeUnknown(lost, platform.Settings);
            }
        }
    }
}
