using System.Collections.Concurrent;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// Which resource of this run claims which name. Check must not look up names in the store (it runs before deletes, and twice in a replacement), so
/// this class finds two resources of one program that want the same name.
/// </summary>
internal sealed class NameClaims
{
    private readonly ConcurrentDictionary<string, string> _urnByName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _nameByUrn = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _givenUp = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _referrers = new(StringComparer.Ordinal);

    /// <summary>Claims a name for a resource and releases its previous claim.</summary>
    /// <returns>The URN that holds the claim: the caller's own, unless another resource was first.</returns>
    public string Claim(string name, string urn)
    {
        if (_nameByUrn.TryGetValue(urn, out var before) && before != name)
        {
            _urnByName.TryRemove(KeyValuePair.Create(before, urn));
        }

        var holder = _urnByName.GetOrAdd(name, urn);
        if (holder == urn)
        {
            _nameByUrn[urn] = name;
        }

        return holder;
    }

    /// <summary>A resource changes its name in this run.</summary>
    /// <returns>The URN of a resource that refers to it by the old name; null when there is none so far, or another resource takes the
    /// name.</returns>
    public string? GiveUp(string name, string urn)
    {
        _givenUp[name] = urn;
        return HolderOf(name) is not null ? null : _referrers.GetValueOrDefault(name);
    }

    /// <summary>A resource refers to another one by name (or by an id, which never changes).</summary>
    /// <returns>The URN of the resource that gives up the name in this run; null when there is none so far, or another resource takes the
    /// name.</returns>
    public string? Refer(string name, string urn)
    {
        _referrers[name] = urn;
        return HolderOf(name) is not null ? null : _givenUp.GetValueOrDefault(name);
    }

    /// <summary>The URN of the resource that claims the name in this run, or null.</summary>
    public string? HolderOf(string name) => _urnByName.GetValueOrDefault(name);

    /// <summary>The name that a resource has claimed in this run, or null.</summary>
    public string? NameOf(string urn) => _nameByUrn.GetValueOrDefault(urn);
}
