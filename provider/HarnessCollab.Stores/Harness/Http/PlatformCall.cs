namespace HarnessCollab.Stores.Harness.Http;

/// <summary>A call of the platform's API that this store uses.</summary>
internal sealed record PlatformCall
{
    private PlatformCall(string name, HttpMethod method, string path, string? holds = null) =>
        (Name, Method, Path, Holds) = (name, method, path, holds);

    public static PlatformCall GetConnector { get; } = new("get connector", HttpMethod.Get, "connectors/{0}", holds: "connector");

    public static PlatformCall CreateConnector { get; } = new("create connector", HttpMethod.Post, "connectors", holds: "connector")
    {
        IsRepeatable = false,
    };

    public static PlatformCall UpdateConnector { get; } = new("update connector", HttpMethod.Put, "connectors", holds: "connector");

    public static PlatformCall DeleteConnector { get; } = new("delete connector", HttpMethod.Delete, "connectors/{0}");

    public static PlatformCall ListConnectors { get; } = new("list connectors", HttpMethod.Post, "connectors/listV2");

    /// <summary>The platform answers after a delegate has run the test.</summary>
    public static PlatformCall TestConnector { get; } = new("test connector", HttpMethod.Post, "connectors/testConnection/{0}")
    {
        Patience = TimeSpan.FromMinutes(5),
    };

    public static PlatformCall GetSecret { get; } = new("get secret", HttpMethod.Get, "v2/secrets/{0}", holds: "secret");

    public static PlatformCall CreateSecret { get; } = new("create secret", HttpMethod.Post, "v2/secrets", holds: "secret")
    {
        IsRepeatable = false,
    };

    public static PlatformCall UpdateSecret { get; } = new("update secret", HttpMethod.Put, "v2/secrets/{0}", holds: "secret");

    public static PlatformCall DeleteSecret { get; } = new("delete secret", HttpMethod.Delete, "v2/secrets/{0}");

    public static PlatformCall ListSecrets { get; } = new("list secrets", HttpMethod.Post, "v2/secrets/list");

    public static PlatformCall ListUsages { get; } = new("list usages", HttpMethod.Get, "entitySetupUsage");

    public static IReadOnlyList<PlatformCall> All { get; } =
    [
        GetConnector, CreateConnector, UpdateConnector, DeleteConnector, ListConnectors, TestConnector, GetSecret, CreateSecret, UpdateSecret,
        DeleteSecret, ListSecrets, ListUsages,
    ];

    /// <summary>For messages.</summary>
    public string Name { get; }

    public HttpMethod Method { get; }

    /// <summary>The path below <c>/ng/api/</c>; <c>{0}</c> is the identifier.</summary>
    public string Path { get; }

    /// <summary>Whether the call can be sent again safely when the reply was lost.</summary>
    public bool IsRepeatable { get; private init; } = true;

    /// <summary>The time limit for one attempt.</summary>
    public TimeSpan Patience { get; private init; } = TimeSpan.FromSeconds(60);

    /// <summary>The member of <c>data</c> that a successful answer contains; null when <c>data</c> itself is the answer.</summary>
    public string? Holds { get; }

    public override string ToString() => Name;
}
