using System.Security.Authentication;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>The errors of failed calls; each message is defined once. It says what was called, what came back, and what to do.</summary>
internal static class PlatformErrors
{
    private const string KeySettings = "harnesscollab:apiKey or HARNESS_PLATFORM_API_KEY";

    /// <summary>Whether the outcome has the same meaning for every call, so that no caller expects it.</summary>
    public static bool IsOfEveryCall(Outcome outcome) => outcome is Outcome.Unauthenticated or Outcome.Denied or Outcome.KeyUnchecked
        or Outcome.LimitReached or Outcome.Migrated or Outcome.RateLimited or Outcome.Unavailable or Outcome.Redirected or Outcome.Unintelligible
        or Outcome.Elsewhere;

    /// <summary>The error of an outcome that the caller does not expect from this call.</summary>
    public static StoreException Of(PlatformRequest request, PlatformAnswer answer, HarnessSettings settings)
    {
        var (code, what) = answer.Outcome switch
        {
            Outcome.Unauthenticated => (StoreErrorCodes.KeyRefused,
                $"does not accept the API key. Nothing was changed. Set a platform key of this account (pat.… or sat.…) in {KeySettings}; "
                + "keys expire."),
            Outcome.Denied => (StoreErrorCodes.Denied,
                "refuses permission. Nothing was changed, and nothing was taken for deleted. Give the key's owner a role that may view, create or "
                + "edit, delete and access connectors and secrets there."),
            Outcome.KeyUnchecked => (StoreErrorCodes.Unavailable,
                "cannot look up the API key at the moment. Nothing was changed. Run again later; https://status.harness.io reports outages."),
            Outcome.LimitReached => (StoreErrorCodes.LimitReached,
                "says that the plan of this account allows no more of these. Nothing was changed. Remove what is not needed, or have the plan "
                + "extended."),
            Outcome.Migrated => (StoreErrorCodes.AccountMigrated,
                "says that this account has moved off the first generation of Harness, whose interface was asked. Trying again will not help. "
                + $"Set harnesscollab:endpoint to the platform's gateway ({HarnessSettings.DefaultEndpoint} for Harness' own) and a platform key "
                + $"in {KeySettings}."),
            Outcome.RateLimited => (StoreErrorCodes.RateLimited,
                "keeps answering that there are too many requests. Run again later, or with less parallelism."),
            Outcome.Unavailable => (StoreErrorCodes.Unavailable,
                "failed, also when the request was repeated. Run again later; https://status.harness.io reports outages."),
            Outcome.Redirected => (StoreErrorCodes.NotThePlatform,
                "answers with a redirect, which is not followed: the API key must not go to another address. "
                + "Set harnesscollab:endpoint to the address that answers without a redirect, with its path (/gateway at Harness' own)."),
            Outcome.Unintelligible or Outcome.Elsewhere => (StoreErrorCodes.NotThePlatform,
                "does not answer like the Harness platform. Set harnesscollab:endpoint to its gateway, with the path; "
                + "a proxy or sign-in page in between answers like this too."),
            Outcome.PlaceMissing or Outcome.Missing => (StoreErrorCodes.PlaceMissing,
                $"does not know {request.Place}. Nothing was changed. Correct orgId and projectId (identifiers, not names), or create it first."),
            Outcome.ManagerDisabled => (StoreErrorCodes.ManagerDisabled,
                "cannot keep secrets in its built-in manager, which the account has disabled. Nothing was changed. "
                + "Name another one in 'secretManager' of the encrypted text, or in harnesscollab:secretManager for all."),
            Outcome.ManagerMissing => (StoreErrorCodes.ManagerMissing,
                "does not find the secret manager for the value. Nothing was changed. "
                + "The built-in one of a new project is created with a delay: run again. Otherwise correct 'secretManager': "
                + $"an identifier relative to {request.Place}, with account. or org. in front if it is in an outer scope."),
            Outcome.PolicyDenied => (StoreErrorCodes.PolicyDenied,
                "accepted the request, but a policy of the account denied it. Nothing was changed. Comply with the policy, or ask its owner."),
            Outcome.LostUpdate => (StoreErrorCodes.Conflict,
                "says that somebody else is writing the same object. Nothing was changed. Run again."),
            Outcome.ReferenceMissing or Outcome.ReferenceOutOfScope => (StoreErrorCodes.BadReference,
                "cannot use the secret that contains the credential. Nothing was changed. A connector uses secrets of its own scope or of an outer "
                + "one; check that the secret still exists."),
            _ => (StoreErrorCodes.Rejected, "refuses the request. Nothing was changed."),
        };
        var about = request.Identifier is { } identifier ? $" ({identifier} in {request.Place})" : $" (in {request.Place})";
        return new(code, $"the {Where(settings)} {what} It answered '{request.Call}'{about} with {answer}.");
    }

    public static StoreException Unreachable(PlatformRequest request, HarnessSettings settings, Exception cause, CertificateProblem? refused) => new(
        StoreErrorCodes.Unavailable,
        $"the {Where(settings)} does not answer ('{request.Call}'): "
        + $"{(refused is not null && cause.GetBaseException() is AuthenticationException ? refused : Reason(cause, request.Call, settings))}. "
        + "Check harnesscollab:endpoint and the network, or run again later.",
        cause);

    public static StoreException OutcomeUnknown(LostReplyException lost, HarnessSettings settings) => new(
        StoreErrorCodes.OutcomeUnknown,
        $"the {Where(settings)}: {lost.Message}. It is unknown whether it took effect. Run again: "
            + "the run finds what exists, and its message says how to continue.",
        lost.InnerException ?? lost);

    /// <summary>The store's name in messages.</summary>
    public static string Where(HarnessSettings settings) => $"Harness platform at {settings.Endpoint} (account {settings.AccountId})";

    private static string Reason(Exception cause, PlatformCall call, HarnessSettings settings) => cause switch
    {
        OperationCanceledException => $"it took longer than {Resilience.DeadlineOf(call).TotalMinutes:0} minutes, with all repeats",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.SecureConnectionError } or IOException
            when !cause.GetBaseException().Message.Contains("certificate", StringComparison.OrdinalIgnoreCase) =>
            $"{Chain(cause)}; the port may not speak {settings.Endpoint.Scheme}, or something in between closes the connection",
        HttpRequestException => Chain(cause),
        _ => cause.Message.TrimEnd('.'),
    };

    private static string Chain(Exception cause) =>
        cause.InnerException is { } inner ? $"{cause.Message.TrimEnd('.')} ({inner.Message.TrimEnd('.')})" : cause.Message.TrimEnd('.');
}
