using HarnessCollab.Stores.Harness.Http;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Outcomes;
using static HarnessCollab.Stores.Harness.Http.PlatformCall;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>Each row of the table with the answers it is for, as the platform and what stands before it send them.</summary>
public sealed class OutcomeTableTests
{
    private const string Success =
        """{"status":"SUCCESS","data":{"connector":{"identifier":"x"},"secret":{"identifier":"x"}},"metaData":null,"correlationId":"c1"}""";
    private const string Denied = """
        {"status":"SUCCESS","data":{"connector":null,"secret":null,"governanceMetadata":{"status":"error","deny":true,
         "details":[{"policySetName":"set","policyMetadata":[{"policyName":"rule","denyMessages":["no Jira today"]}]}]}},"correlationId":"c1"}
        """;

    private const string DeniedWithoutObject = """
        {"status":"SUCCESS","data":{"governanceMetadata":{"status":"error","deny":true,
         "details":[{"policySetName":"set","policyMetadata":[{"policyName":"rule","denyMessages":["no Jira today"]}]}]}},"correlationId":"c1"}
        """;

    private static readonly (string Row, PlatformCall Call, int Status, string Body)[] Answers =
    [
        (
            "migrated",
            GetConnector,
            403,
            """{"metaData":{},"resource":null,"status":"ERROR","responseMessages":[{"code":"ACCOUNT_MIGRATED_TO_NEXT_GEN"}]"""
            + ""","code":"ACCOUNT_MIGRATED_TO_NEXT_GEN"}"""),
        (
            "migrated",
            CreateConnector,
            403,
            """{"metaData":{},"resource":null,"responseMessages":[{"code":"ACCOUNT_MIGRATED_TO_NEXT_GEN","level":"ERROR","message":"moved"}]}"""),
        ("bad key", GetConnector, 401, Error("INVALID_TOKEN", "Token is not valid.")),
        ("bad key", CreateConnector, 400, Error("INVALID_TOKEN", "Token is not valid.")),
        ("no permission", GetConnector, 403, Error("NG_ACCESS_DENIED", "Missing permission")),
        ("key not looked up", GetConnector, 401, Error("INVALID_TOKEN", "Error fetching ApiKey token details for account acc")),
        ("no such address", GetConnector, 400, Failure("RESOURCE_NOT_FOUND_EXCEPTION", "HTTP 404 Not Found")),
        ("limit reached", CreateConnector, 403, Error("USAGE_LIMITS_EXCEEDED", "the limit of your plan")),
        ("refused sign-in", GetConnector, 401, Error("UNAUTHORIZED", "who are you")),
        ("refused sign-in", GetConnector, 401, Failure("RESOURCE_NOT_FOUND_EXCEPTION", "not found")),
        ("refused access", GetSecret, 403, Error("ENTITY_NOT_FOUND", "hidden")),
        ("place missing", CreateConnector, 404, Failure("RESOURCE_NOT_FOUND_EXCEPTION", "org [x] not found")),
        ("place missing", ListSecrets, 400, Failure("RESOURCE_NOT_FOUND_EXCEPTION", "project [x] not found")),
        ("place missing, short code", CreateSecret, 404, Error("RESOURCE_NOT_FOUND", "not found")),
        ("missing", GetConnector, 400, Failure("RESOURCE_NOT_FOUND_EXCEPTION", "Connector with identifier [x] not found")),
        ("missing", GetConnector, 404, Failure("RESOURCE_NOT_FOUND_EXCEPTION", "Connector with identifier [x] not found")),
        ("missing", GetSecret, 400, Failure("RESOURCE_NOT_FOUND_EXCEPTION", "Secret is not found in the given scope")),
        ("missing, short code", GetConnector, 404, Error("RESOURCE_NOT_FOUND", "gone")),
        ("missing entity", DeleteSecret, 404, Error("ENTITY_NOT_FOUND", "does not exist in the specified scope")),
        ("missing connector", UpdateConnector, 400, Error("CONNECTOR_NOT_FOUND_EXCEPTION", "No connector exists with the identifier x")),
        ("missing connector", TestConnector, 400, Error("CONNECTOR_NOT_FOUND_EXCEPTION", "No connector exists with the identifier x")),
        ("test failed", TestConnector, 400, Error("HINT", "Check if the Jira URL & Jira credentials are correct")),
        ("duplicate in a race", CreateConnector, 400, Error("DUPLICATE_FIELD", "already exists")),
        ("referenced", DeleteConnector, 400, Error("ENTITY_REFERENCE_EXCEPTION", "referenced by other entities")),
        ("lost update", UpdateConnector, 400, Error("OPTIMISTIC_LOCKING_EXCEPTION", "try again")),
        ("no such connector", DeleteConnector, 400, Error("INVALID_REQUEST", "Invalid request: No such connector found with identifier x")),
        ("no such secret", UpdateSecret, 400, Error("INVALID_REQUEST", "Invalid request: NO SUCH SECRET FOUND")),
        ("duplicate", CreateConnector, 400, Error("INVALID_REQUEST", "Invalid request: use another, that already exists")),
        ("duplicate", CreateSecret, 400, Error("INVALID_REQUEST", "Invalid request: already exists in this scope")),
        ("reference missing", UpdateConnector, 400, Error(
            "INVALID_REQUEST", "Invalid request: Error while validating passwordRef field: No secret exists")),
        ("reference out of scope", CreateConnector, 400, Error(
            "INVALID_REQUEST", "Invalid request: project level secret cannot be used at a org level")),
        ("too many requests", CreateConnector, 429, "Too Many requests. Throttled."),
        ("redirect", GetConnector, 302, ""),
        ("server failure", GetConnector, 502, "<html><title>502 Bad Gateway</title></html>"),
        ("server failure", CreateSecret, 500, Error("UNKNOWN_ERROR", "contact support")),
        ("request timeout", GetConnector, 408, ""),
        ("policy denial", CreateConnector, 200, Denied),
        ("policy denial", UpdateSecret, 200, Denied),
        ("done", CreateConnector, 200, Success),
        ("done", GetSecret, 200, Success),
        ("done", DeleteSecret, 200, """{"status":"SUCCESS","data":true}"""),
        ("done", ListConnectors, 200, """{"status":"SUCCESS","data":{"content":[]}}"""),
        ("nothing deleted", DeleteConnector, 200, """{"status":"SUCCESS","data":false}"""),
        ("failure that says 200", GetConnector, 200, Error("SOMETHING_NEW", "half done")),
        ("success that is none", GetConnector, 200, Denied),
        ("success that is none", CreateConnector, 200, """{"status":"SUCCESS","data":null}"""),
        ("success that is none", GetConnector, 200, "<html>Sign in</html>"),
        ("success that is none", DeleteConnector, 204, ""),
        ("success that is none", CreateConnector, 200, """{"status":"SUCCESS","data":{"conn"""),
        ("anything else", CreateConnector, 422, Error("SOMETHING_NEW", "never seen")),
        ("anything else", GetConnector, 400, Error("INVALID_REQUEST", "that already exists")),
        ("manager missing", CreateSecret, 400, Failure(
            "RESOURCE_NOT_FOUND_EXCEPTION", "Connector with identifier [harnessSecretManager] in project [shop] not found")),
        ("manager unknown", CreateSecret, 400, Error("SECRET_MANAGEMENT_ERROR", "No such secret manager found with identifier vault")),
        ("manager disabled", CreateSecret, 400, Error(
            "INVALID_REQUEST", "Invalid request: Built-in Harness Secret Manager cannot be used to create Secret as it has been disabled.")),
        ("policy denial without the object", CreateConnector, 200, DeniedWithoutObject),
        ("policy denial without the object", UpdateSecret, 200, DeniedWithoutObject),
        ("refusal of a stranger", GetConnector, 404, "<html>404</html>"),
        ("refusal of a stranger", GetSecret, 403, "<html>403</html>"),
        ("refusal of a stranger", GetConnector, 401, "Unauthorized"),
        ("refusal of a stranger", CreateConnector, 403, """{"status":"error","message":"blocked by the firewall"}"""),
        ("refusal of a stranger", CreateConnector, 401, """{"status":"ERROR","message":"sign in first"}"""),
        ("refusal of a stranger", GetConnector, 407, "Proxy Authentication Required"),
        ("refusal of a stranger", GetConnector, 400, """{"error":"bad request"}"""),
        ("anything else", CreateConnector, 400, Error("INVALID_REQUEST", "Invalid request: the limit of your plan is reached")),
    ];

    public static TheoryData<string, string, int, string> All => [.. Answers.Select(each => (each.Row, each.Call.Name, each.Status, each.Body))];

    [Theory]
    [MemberData(nameof(All))]
    public void An_answer_means_what_its_row_says(string row, string callName, int status, string body)
    {
        var call = PlatformCall.All.Single(each => each.Name == callName);
        var expected = OutcomeTable.Rows.Single(each => each.Name == row);

        var answer = AnswerReader.Read(new(call, HarnessScope.Account), status, body, new("key"));

        Assert.Equal(row, OutcomeTable.Find(call, answer).Name);
        Assert.Equal(expected.Outcome, answer.Outcome);
    }

    [Fact]
    public void Every_row_has_an_answer_here() =>
        Assert.Equal(
            OutcomeTable.Rows.Select(row => row.Name),
            OutcomeTable.Rows.Select(row => row.Name).Where(name => Answers.Any(answer => answer.Row == name)));

    [Fact]
    public void A_refusal_to_say_is_never_gone()
    {
        string[] codes =
        [
            "RESOURCE_NOT_FOUND_EXCEPTION", "RESOURCE_NOT_FOUND", "ENTITY_NOT_FOUND", "CONNECTOR_NOT_FOUND_EXCEPTION", "NG_ACCESS_DENIED",
            "INVALID_TOKEN", "X",
        ];
        foreach (var call in PlatformCall.All)
        {
            foreach (var (status, code) in from status in new[] { 401, 403 } from code in codes select (status, code))
            {
                var answer = AnswerReader.Read(
                    new(call, HarnessScope.Account), status, Error(code, "No such connector found; No such secret found"), new("key"));
                Assert.True(answer.Outcome is Outcome.Unauthenticated or Outcome.Denied, $"{call} {status} {code} is {answer.Outcome}");
                var bare = AnswerReader.Read(new(call, HarnessScope.Account), status, code, new("key"));
                Assert.True(bare.Outcome is Outcome.Elsewhere, $"{call} {status} without a mark of the platform is {bare.Outcome}");
            }
        }
    }

    [Fact]
    public void Whatever_a_server_says_is_cleaned_for_messages()
    {
        var request = new PlatformRequest(CreateSecret, HarnessScope.Account) { Secret = new("s3cret") };

        var answer = AnswerReader.Read(
            request, 400, Error("X", $"bad\\nvalue\\u001b[31m 's3cret' for my-key {new string('x', 1000)}"), new("my-key"));

        Assert.StartsWith("bad value '[secret]' for [secret] xxx", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Text.Length < 500);
        Assert.Contains("(correlation id c1)", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_does_no_harm() =>
        Assert.Equal(
            "bad\ufffd value", AnswerReader.Read(new(CreateConnector, HarnessScope.Account), 400, Error("X", "bad\\ud800 value"), new("key")).Text);

    [Fact]
    public void A_policys_reason_reaches_the_message() =>
        Assert.Equal("set / rule: no Jira today", AnswerReader.Read(new(CreateConnector, HarnessScope.Account), 200, Denied, new("key")).Text);

    private static string Error(string code, string message) =>
        $$"""{"status":"ERROR","code":"{{code}}","message":"{{message}}","correlationId":"c1","""
        + $$""" "responseMessages":[{"code":"{{code}}","message":"{{message}}"}],"metadata":null}""";

    private static string Failure(string code, string message) =>
        $$"""{"status":"FAILURE","code":"{{code}}","message":"{{message}}","correlationId":"c1","errors":[]}""";
}
