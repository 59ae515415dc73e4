using System.Collections.Concurrent;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// The inputs that will be created where an object is deleted first, kept from Diff to that Delete: once the object is gone, a red test of its
/// successor could only leave nothing at all. They hold the credential; so they are dropped with the first call that no longer needs them.
/// </summary>
internal sealed class Successors
{
    private readonly ConcurrentDictionary<string, PropertyMap> _inputs = new(StringComparer.Ordinal);

    /// <summary>A Diff said that a replacement would delete first.</summary>
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
