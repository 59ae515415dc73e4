using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>Creates what a look just before has not found. A lost reply is followed by another look, never by a blind repeat.</summary>
internal static class Creation
{
    /// <param name="create">The call; null after a refusal as duplicate.</param>
    /// <param name="look">What is there now.</param>
    /// <param name="isSent">Whether that is, after a lost reply, what this create has sent.</param>
    /// <param name="refuse">The error that names what somebody else has made.</param>
    /// <exception cref="NameTakenException">Somebody else was faster.</exception>
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
            lost ?? new LostReplyException(call, "it was refused as a duplicate of something that is not there", null), platform.Settings);

        // A look that fails as well leaves the question open; that is the failure to tell.
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
