namespace HarnessCollab.Stores.Harness.Http;

/// <summary>A call of the platform's API that this store uses.</summary>
internal sealed record PlatformCall
{
    private PlatformCall(string name, HttpMethod method, string path, bool isRepeatable, string? holds = null) =>
        (Name, Method, Path, IsRepeatable, Holds) = (name, method, path, isRepeatable, holds);

    public static PlatformCall GetConnector { get; } = new("get connector", HttpMethod.Get, "connectors/{0}", isRepeatable: true, holds: "connector");

    public static PlatformCall CreateConnector { get; } = new(
        "create connector", HttpMethod.Post, "connectors", isRepeatable: false, holds: "connector");

    public static PlatformCall UpdateConnector { get; } = new(
        "update connector", HttpMethod.Put, "connectors", isRepeatable: true, holds: "connector");

    public static PlatformCall DeleteConnector { get; } = new("delete connector", HttpMethod.Delete, "connectors/{0}", isRepeatable: true);

    public static PlatformCall ListConnectors { get; } = new("list connectors", HttpMethod.Post, "connectors/listV2", isRepeatable: true);

    /// <summary>The platform answers after a delegate has run the test.</summary>
    public static PlatformCall TestConnector { get; } = new(
        "test connector", HttpMethod.Post, "connectors/testConnection/{0}", isRepeatable: true) { Patience = TimeSpan.FromMinutes(5) };

    public static PlatformCall GetSecret { get; } = new("get secret", HttpMethod.Get, "v2/secrets/{0}", isRepeatable: true, holds: "secret");

    public static PlatformCall CreateSecret { get; } = new("create secret", HttpMethod.Post, "v2/secrets", isRepeatable: false, holds: "secret");

    public static PlatformCall UpdateSecret { get; } = new("update secret", HttpMethod.Put, "v2/secrets/{0}", isRepeatable: true, holds: "secret");

    public static PlatformCall DeleteSecret { get; } = new("delete secret", HttpMethod.Delete, "v2/secrets/{0}", isRepeatable: true);

    public static PlatformCall ListSecrets { get; } = new("list secrets", HttpMethod.Post, "v2/secrets/list", isRepeatable: true);

    public static PlatformCall ListUsages { get; } = new("list usages", HttpMethod.Get, "entitySetupUsage", isRepeatable: true);

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
    public bool IsRepeatable { get; }

    /// <summary>The time limit for one attempt.</summary>
    public TimeSpan Patience { get; private init; } = TimeSpan.FromSeconds(60);

    /// <summary>The member of <c>data</c> that a successful answer contains; null when <c>data</c> itself is the answer.</summary>
    public string? Holds { get; }

    /// <summary>Whether the call creates something: then "not found" can only mean its organisation or project.</summary>
    public bool IsCreate => this == CreateConnector || this == CreateSecret;

    public override string ToString() => Name;
}
