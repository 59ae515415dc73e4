using HarnessCollab.Stores.Harness.Http;
using static HarnessCollab.Stores.Harness.Http.PlatformCall;

namespace HarnessCollab.Stores.Harness.Outcomes;

/// <summary>
/// What answers mean: the first row that matches decides. Codes come before texts, texts before statuses; the last rows make every other answer an
/// error. A 401 or 403 never means that an object does not exist. A refusal counts as the platform's only if it has the platform's format, because
/// servers in between refuse requests, too.
/// </summary>
internal static class OutcomeTable
{
    public static IReadOnlyList<OutcomeRow> Rows { get; } =
    [
        // Codes, at any status.
        new("migrated", Outcome.Migrated) { Code = "ACCOUNT_MIGRATED_TO_NEXT_GEN" },
        new("key not looked up", Outcome.KeyUnchecked) { Code = "INVALID_TOKEN", Fragment = "Error fetching ApiKey token details" },
        new("bad key", Outcome.Unauthenticated) { Code = "INVALID_TOKEN" },
        new("no permission", Outcome.Denied) { Code = "NG_ACCESS_DENIED" },
        new("limit reached", Outcome.LimitReached) { Code = "USAGE_LIMITS_EXCEEDED" },
        new("refused sign-in", Outcome.Unauthenticated) { Status = (401, 401), IsPlatform = true },
        new("refused access", Outcome.Denied) { Status = (403, 403), IsPlatform = true },
        new("no such address", Outcome.Elsewhere) { Code = "RESOURCE_NOT_FOUND_EXCEPTION", Fragment = "HTTP 404 Not Found" },
        new("manager missing", Outcome.ManagerMissing)
        {
            Calls = [CreateSecret],
            Code = "RESOURCE_NOT_FOUND_EXCEPTION",
            Fragment = "Connector with identifier",
        },
        new("manager unknown", Outcome.ManagerMissing) { Calls = [CreateSecret], Fragment = "No such secret manager found" },
        new("place missing", Outcome.PlaceMissing)
        {
            Calls = [CreateConnector, CreateSecret, ListConnectors, ListSecrets],
            Code = "RESOURCE_NOT_FOUND_EXCEPTION",
        },
        new("place missing, short code", Outcome.PlaceMissing)
        {
            Calls = [CreateConnector, CreateSecret, ListConnectors, ListSecrets],
            Code = "RESOURCE_NOT_FOUND",
        },
        new("missing", Outcome.Missing) { Code = "RESOURCE_NOT_FOUND_EXCEPTION" },
        new("missing, short code", Outcome.Missing) { Code = "RESOURCE_NOT_FOUND" },
        new("missing entity", Outcome.Missing)
        {
            Calls = [GetConnector, UpdateConnector, DeleteConnector, GetSecret, UpdateSecret, DeleteSecret, ListUsages],
            Code = "ENTITY_NOT_FOUND",
        },
        new("missing connector", Outcome.Missing)
        {
            Calls = [GetConnector, UpdateConnector, DeleteConnector, TestConnector],
            Code = "CONNECTOR_NOT_FOUND_EXCEPTION",
        },
        new("duplicate in a race", Outcome.Duplicate) { Calls = [CreateConnector, CreateSecret], Code = "DUPLICATE_FIELD" },
        new("referenced", Outcome.Referenced) { Calls = [DeleteConnector, DeleteSecret], Code = "ENTITY_REFERENCE_EXCEPTION" },
        new("lost update", Outcome.LostUpdate) { Code = "OPTIMISTIC_LOCKING_EXCEPTION" },

        // The platform reports a failed test with its own chain of hints, as if the call had failed.
        new("test failed", Outcome.TestFailed) { Calls = [TestConnector], Code = "HINT" },

        // Texts, for codes that only say that something is wrong.
        new("no such connector", Outcome.Missing) { Calls = [DeleteConnector], Code = "INVALID_REQUEST", Fragment = "No such connector found" },
        new("no such secret", Outcome.Missing) { Calls = [UpdateSecret], Code = "INVALID_REQUEST", Fragment = "No such secret found" },
        new("duplicate", Outcome.Duplicate) { Calls = [CreateConnector, CreateSecret], Code = "INVALID_REQUEST", Fragment = "already exists" },
        new("reference missing", Outcome.ReferenceMissing)
        {
            Calls = [CreateConnector, UpdateConnector],
            Code = "INVALID_REQUEST",
            Fragment = "No secret exists",
        },
        new("reference out of scope", Outcome.ReferenceOutOfScope)
        {
            Calls = [CreateConnector, UpdateConnector],
            Code = "INVALID_REQUEST",
            Fragment = "level secret cannot be used",
        },

        new("manager disabled", Outcome.ManagerDisabled)
        {
            Calls = [CreateSecret],
            Code = "INVALID_REQUEST",
            Fragment = "Built-in Harness Secret Manager cannot be used",
        },

        // Statuses, and what a successful answer must contain.
        new("too many requests", Outcome.RateLimited) { Status = (429, 429) },
        new("redirect", Outcome.Redirected) { Status = (300, 399) },
        new("server failure", Outcome.Unavailable) { Status = (500, 599) },
        new("request timeout", Outcome.Unavailable) { Status = (408, 408) },
        new("refusal of a stranger", Outcome.Elsewhere) { Status = (400, 499), IsPlatform = false },
        new("policy denial", Outcome.PolicyDenied)
        {
            Calls = [CreateConnector, UpdateConnector, CreateSecret, UpdateSecret],
            Status = (200, 299),
            IsSuccess = true,
            HoldsNull = true,
        },
        new("policy denial without the object", Outcome.PolicyDenied)
        {
            Calls = [CreateConnector, UpdateConnector, CreateSecret, UpdateSecret],
            Status = (200, 299),
            IsSuccess = true,
            HoldsObject = false,
            IsDenied = true,
        },
        new("done", Outcome.Done) { Status = (200, 299), IsSuccess = true, HoldsObject = true },
        new("nothing deleted", Outcome.Rejected)
        {
            Calls = [DeleteConnector, DeleteSecret],
            Status = (200, 299),
            IsSuccess = true,
            HoldsObject = false,
        },
        new("failure that says 200", Outcome.Rejected) { Status = (200, 299), IsPlatform = true, IsSuccess = false },
        new("success that is none", Outcome.Unintelligible) { Status = (200, 299) },
        new("anything else", Outcome.Rejected),
    ];

    public static OutcomeRow Find(PlatformCall call, PlatformAnswer answer) => Rows.First(row => row.Fits(call, answer));
}
