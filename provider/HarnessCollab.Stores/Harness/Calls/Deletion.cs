using System.Collections.Immutable;
using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>
/// Deletes what others may refer to. The platform goes by records of uses that it removes some seconds after the use is over, so its
/// refusal, and the users that it names, are only final where a user is seen to refer to the object still.
/// </summary>
internal static class Deletion
{
    // A user that cannot be looked at (a pipeline, or one that the key may not see) may be gone or not; that long it gets.
    private static readonly TimeSpan LongestForUnseen = TimeSpan.FromSeconds(10);

    /// <summary>One that is gone already is success.</summary>
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
                    throw PlatformErrors.Unexpected(request, answer, platform.Settings);
            }

            var isSecret = call == PlatformCall.DeleteSecret;
            var users = await Usage.OfAsync(platform, id, isSecret, cancellationToken);
            var (living, unseen) = await LookAsync(platform, isSecret ? id : null, users, cancellationToken);
            if (living.Count > 0 || pause == TimeSpan.Zero || (unseen && waited >= LongestForUnseen))
            {
                // Of those that nobody has seen it cannot be told whether they are there, and of what kind.
                throw refuse(living.Count > 0 ? [.. living] : [.. users.Select(user => user with { Connector = null })]);
            }

            await Task.Delay(pause, platform.Time, cancellationToken);
            waited += pause;
        }
    }

    // Which users refer to the secret still, and whether there are some of which that cannot be told.
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
