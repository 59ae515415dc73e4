using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>All objects of the account. Used under one lock: the platform's own concurrency is not what clients need to be tried with.</summary>
internal sealed class Vault
{
    private static readonly string[] ReferenceFields = ["usernameRef", "passwordRef", "patRef"];

    private long _last;

    public Dictionary<ObjectKey, StoredObject> Connectors { get; } = [];

    public Dictionary<ObjectKey, StoredObject> Secrets { get; } = [];

    /// <summary>Secrets that count as used although their connector is gone, and for how many deletes still.</summary>
    public Dictionary<ObjectKey, int> Lagging { get; } = [];

    public void Put(Dictionary<ObjectKey, StoredObject> shelf, ObjectKey key, JsonObject document, string? value)
    {
        var now = _last = Math.Max(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), _last + 1);
        shelf[key] = shelf.TryGetValue(key, out var old)
            ? old with { Document = document, Value = value ?? old.Value, ModifiedAt = now }
            : new StoredObject(key, document, value, now, now);
    }

    /// <summary>The secrets that a connector refers to.</summary>
    public static IEnumerable<ObjectKey> ReferencesOf(StoredObject connector) =>
        from field in ReferenceFields
        let reference = (string?)connector.Document["spec"]?["auth"]?["spec"]?[field]
        where reference is not null
        let key = connector.Key.Resolve(reference)
        where key is not null
        select key;

    public IEnumerable<StoredObject> UsersOf(ObjectKey secret) => Connectors.Values.Where(connector => ReferencesOf(connector).Contains(secret));

    public void Clear()
    {
        Connectors.Clear();
        Secrets.Clear();
        Lagging.Clear();
    }
}
