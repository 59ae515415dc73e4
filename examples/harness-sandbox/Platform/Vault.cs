using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>All objects of the account. Used under one lock: clients need not be tested with concurrency inside the platform.</summary>
internal sealed class Vault
{
    private static readonly string[] ReferenceFields = ["usernameRef", "passwordRef", "patRef"];

    /// <summary>Records of ended uses, and how long they remain; the number counts the refusals that are still to come.</summary>
    private readonly List<(Usage Usage, DateTimeOffset Until, int Refusals)> _stale = [];

    private readonly Dictionary<string, int> _looksForManager = [];

    private long _last;

    public Dictionary<ObjectKey, StoredObject> Connectors { get; } = [];

    public Dictionary<ObjectKey, StoredObject> Secrets { get; } = [];

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

    /// <summary>The records of the users of an object: the current ones, and those that the platform has not removed yet.</summary>
    public IReadOnlyList<Usage> UsagesOf(string kind, ObjectKey used, SandboxSettings settings)
    {
        _stale.RemoveAll(each => each.Refusals <= 0 && each.Until <= DateTimeOffset.UtcNow);
        return [.. Live(kind, used, settings)
            .Concat(_stale.Select(each => each.Usage))
            .Where(usage => usage.Kind == kind && usage.Used == used)
            .DistinctBy(usage => (usage.UserType, usage.User))];
    }

    /// <summary>A delete was refused because of such records.</summary>
    public void Refused(string kind, ObjectKey used)
    {
        for (var at = 0; at < _stale.Count; at++)
        {
            if (_stale[at].Usage.Kind == kind && _stale[at].Usage.Used == used)
            {
                _stale[at] = _stale[at] with { Refusals = _stale[at].Refusals - 1 };
            }
        }
    }

    /// <summary>A use has ended; its record is removed later.</summary>
    public void Release(Usage usage, Lag lag)
    {
        if (lag.Refusals > 0 || lag.Time > TimeSpan.Zero)
        {
            _stale.Add((usage, DateTimeOffset.UtcNow + lag.Time, lag.Refusals));
        }
    }

    /// <summary>The uses of secrets by a connector that end when the connector is changed or deleted.</summary>
    public void Release(StoredObject connector, StoredObject? now, Lag lag)
    {
        foreach (var secret in ReferencesOf(connector).Except(now is null ? [] : ReferencesOf(now)).ToArray())
        {
            Release(UseOf(secret, connector), lag);
        }
    }

    /// <summary>Whether the built-in manager of a new project does not exist yet; each check counts.</summary>
    public bool IsLate(ObjectKey manager, int looks)
    {
        var seen = _looksForManager[manager.Scope] = _looksForManager.GetValueOrDefault(manager.Scope) + 1;
        return seen <= looks;
    }

    public void Clear()
    {
        Connectors.Clear();
        Secrets.Clear();
        _stale.Clear();
        _looksForManager.Clear();
    }

    private IEnumerable<Usage> Live(string kind, ObjectKey used, SandboxSettings settings) => kind == Usage.Secrets
        ? Connectors.Values.Where(connector => ReferencesOf(connector).Contains(used)).Select(connector => UseOf(used, connector))
        : settings.Pipelines.Select(PipelineUse);

    private static Usage UseOf(ObjectKey secret, StoredObject connector) => new(Usage.Secrets, secret, "Connectors", connector.Name, connector.Key);

    /// <param name="pipeline">As the settings have it: <c>name:id</c>.</param>
    public static Usage PipelineUse(string pipeline)
    {
        var (name, connector) = pipeline.Split(':', 2) is [var left, var right]
            ? (left, ObjectKey.Parse(right))
            : (pipeline, new ObjectKey(null, null, ""));
        return new(Usage.Connectors, connector, "Pipelines", name, connector with { Identifier = name.Replace(' ', '_') });
    }
}
