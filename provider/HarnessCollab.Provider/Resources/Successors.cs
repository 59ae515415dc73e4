using System.Collections.Concurrent;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// The new inputs of replacements that delete first, kept from Diff to that Delete: they are tested before the delete, because afterwards a failed
/// test would leave no object at all. They contain the credential, so the first call that does not need them any more drops them.
/// </summary>
internal sealed class Successors
{
    private readonly ConcurrentDictionary<string, PropertyMap> _inputs = new(StringComparer.Ordinal);

    /// <summary>Diff answered that a replacement deletes first.</summary>
    public void Plan(string urn, PropertyMap inputs) => _inputs[urn] = inputs;

    /// <summary>Check has completed the inputs for the second half of a replacement, if there is one.</summary>
    public void Renew(string urn, PropertyMap inputs)
    {
        if (_inputs.ContainsKey(urn))
        {
            _inputs[urn] = inputs;
        }
    }

    public PropertyMap? Find(string urn) => _inputs.GetValueOrDefault(urn);

    public void Drop(string urn) => _inputs.TryRemove(urn, out _);
}
