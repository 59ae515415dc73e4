using System.Collections.Concurrent;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// What this process has seen of each resource. The engine does not say that a Delete is half of a replacement, or that it removes
/// what was imported a moment ago; the calls before it do.
/// </summary>
internal sealed class RunMemory
{
    private readonly ConcurrentDictionary<string, PropertyMap> _checked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Id, PropertyMap News)> _toBeReplaced = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _imported = new(StringComparer.Ordinal);

    /// <summary>The program registered the resource, with these inputs.</summary>
    public void Checked(string urn, PropertyMap inputs)
    {
        _checked[urn] = inputs;
        _toBeReplaced.TryRemove(urn, out _);
    }

    /// <summary>State is being refreshed: a Diff that follows compares, and announces nothing.</summary>
    public void Refreshed(string urn) => _checked.TryRemove(urn, out _);

    /// <summary>A Diff said that a replacement of this resource deletes first.</summary>
    public void MayBeDeletedFirst(string urn, string id, PropertyMap news)
    {
        if (_checked.ContainsKey(urn))
        {
            _toBeReplaced[urn] = (id, news);
        }
    }

    /// <summary>The news were created or written: a Delete that still comes removes something else.</summary>
    public void Written(string urn) => _toBeReplaced.TryRemove(urn, out _);

    /// <summary>The inputs that will be created once the resource has been deleted, or null.</summary>
    public PropertyMap? Successor(string urn, string id) => _toBeReplaced.GetValueOrDefault(urn) is var (outgoing, news) && outgoing == id ? news : null;

    /// <summary>Whether this object will be deleted before the resource is created anew, if it is replaced at all.</summary>
    public bool IsOutgoing(string urn, string id) => Successor(urn, id) is not null;

    public void Imported(string id) => _imported[id] = true;

    public bool WasImported(string id) => _imported.ContainsKey(id);
}
