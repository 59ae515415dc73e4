using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>
/// Deletes objects that others can refer to. The platform decides by its records of uses, and removes a record only some seconds after the use
/// has ended. So its refusal, and the users that it names, are final only if a user is seen to refer to the object still.
/// </summary>
internal static class Deletion
{
    // A user that we cannot look at (a pipeline, or one that the key may not see) may be gone already; we wait this long for its record to go.
    private static readonly TimeSpan LongestForUnseen = TimeSpan.FromSeconds(10);

    /// <summary>Deletes the object; succeeds when it does not exist any more.</summary>
    /// <param name="refuse">The error that names the users.</param>
    public static async Task RunAsync(
        Platform platform,
        PlatformCall call,
        HarnessId id,
        bool isForced,
        Func<ImmutableArray<Usage>, StoreException> refuse,
        CancellationToken cancellationToken)
    {
        var request = new PlatformRequest(call, id.Scope) { Identifier = id.Identifier, Parameters = [("forceDelete", isForced ? "true" : "false")] };
        var waited = TimeSpan.Zero;
        foreach (var pause in Waits.ForLateRecords().Append(TimeSpan.Zero))
        {
            var answer = await platform.SendAsync(request, cancellationToken);
            switch (answer.Outcome)
            {
                case Outcome.Done or Outcome.Missing:
                    return;
                case Outcome.Referenced:
                    break;
                default:
                    throw platform.Unexpected(request, answer);
            }

            var isSecret = call == PlatformCall.DeleteSecret;
            var users = await Usage.OfAsync(platform, id, isSecret, cancellationToken);
            var (living, unseen) = await LookAsync(platform, isSecret ? id : null, users, cancellationToken);
            if (living.Count > 0 || pause == TimeSpan.Zero || (unseen && waited >= LongestForUnseen))
            {
                // We do not know whether users that we cannot see still exist, nor their kind.
                throw refuse(living.Count > 0 ? [.. living] : [.. users.Select(user => user with { Connector = null })]);
            }

            await Task.Delay(pause, platform.Time, cancellationToken);
            waited += pause;
        }
    }

    // The users that still refer to the secret, and whether there are users for which we cannot find out.
    private static async Task<(List<Usage> Living, bool Unseen)> LookAsync(
        Platform platform, HarnessId? secret, ImmutableArray<Usage> users, CancellationToken cancellationToken)
    {
        var (living, unseen) = (new List<Usage>(), false);
        foreach (var user in users)
        {
            switch (secret is null || user.Connector is null
                ? null
                : await ConnectorCalls.RefersAsync(platform, user.Connector, secret, cancellationToken))
            {
                case (true, var otherKind):
                    living.Add(otherKind is null ? user : new(ServerText.Clean($"{otherKind} connector: {user.Name}"), Connector: null));
                    break;
                case null:
                    unseen = true;
                    break;
            }
        }

        return (living, unseen);
    }
}
