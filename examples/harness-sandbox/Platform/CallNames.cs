using System.Collections.Immutable;

namespace HarnessSandbox.Platform;

/// <summary>The calls that the sandbox answers, by the names that faults use.</summary>
internal static class CallNames
{
    public const string CreateConnector = "create-connector";
    public const string GetConnector = "get-connector";
    public const string UpdateConnector = "update-connector";
    public const string DeleteConnector = "delete-connector";
    public const string ListConnectors = "list-connectors";
    public const string TestConnector = "test-connector";
    public const string CreateSecret = "create-secret";
    public const string GetSecret = "get-secret";
    public const string UpdateSecret = "update-secret";
    public const string DeleteSecret = "delete-secret";
    public const string ListSecrets = "list-secrets";
    public const string ListUsages = "list-usages";

    public static readonly ImmutableArray<string> All =
    [
        CreateConnector, GetConnector, UpdateConnector, DeleteConnector, ListConnectors, TestConnector,
        CreateSecret, GetSecret, UpdateSecret, DeleteSecret, ListSecrets, ListUsages,
    ];

    /// <summary>The call for a method and a path below <c>/ng/api</c>, and the identifier in the path.</summary>
    public static (string Name, string? Identifier)? Of(string method, string path) => (method, path.Trim('/').Split('/')) switch
    {
        ("POST", ["connectors"]) => (CreateConnector, null),
        ("PUT", ["connectors"]) => (UpdateConnector, null),
        ("POST", ["connectors", "listV2"]) => (ListConnectors, null),
        ("POST", ["connectors", "testConnection", var id]) => (TestConnector, id),
        ("GET", ["connectors", var id]) => (GetConnector, id),
        ("DELETE", ["connectors", var id]) => (DeleteConnector, id),
        ("POST", ["v2", "secrets"]) => (CreateSecret, null),
        ("POST", ["v2", "secrets", "list"]) => (ListSecrets, null),
        ("GET", ["v2", "secrets", var id]) => (GetSecret, id),
        ("PUT", ["v2", "secrets", var id]) => (UpdateSecret, id),
        ("DELETE", ["v2", "secrets", var id]) => (DeleteSecret, id),
        ("GET", ["entitySetupUsage"]) => (ListUsages, null),
        _ => null,
    };

    /// <summary>The permission that a key needs for the call.</summary>
    /// <param name="call">One of <see cref="All"/>.</param>
    /// <param name="isSecret">Whether it is about a secret.</param>
    public static string PermissionOf(string call, bool isSecret)
    {
        var verb = call[..call.IndexOf('-', StringComparison.Ordinal)] switch
        {
            "create" or "update" => "edit",
            "delete" => "delete",
            "test" => "access",
            _ => "view",
        };
        return $"core_{(isSecret ? "secret" : "connector")}_{verb}";
    }
}
