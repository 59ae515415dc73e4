using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HarnessCollab.Protocol.Values;

/// <summary>
/// Properties by name. Immutable; equality is deep. Enumeration is in ordinal order of the names, so everything made from the map
/// (state, messages, goldens) is the same in every run.
/// </summary>
public sealed class PropertyMap : IReadOnlyDictionary<string, PropertyValue>, IEquatable<PropertyMap>
{
    private readonly string[] _names;
    private readonly PropertyValue[] _values;

    private PropertyMap(string[] names, PropertyValue[] values)
    {
        _names = names;
        _values = values;
    }

    public static PropertyMap Empty { get; } = new([], []);

    public int Count => _names.Length;

    public IEnumerable<string> Keys => _names;

    public IEnumerable<PropertyValue> Values => _values;

    public PropertyValue this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no property '{key}'.");

    /// <summary>Builds a map; the later of two entries with the same name wins.</summary>
    public static PropertyMap From(IEnumerable<KeyValuePair<string, PropertyValue>> entries)
    {
        var byName = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var (name, value) in entries)
        {
            byName[name] = value;
        }

        string[] names = [.. byName.Keys];
        Array.Sort(names, StringComparer.Ordinal);
        return names.Length == 0 ? Empty : new PropertyMap(names, Array.ConvertAll(names, name => byName[name]));
    }

    public static PropertyMap Of(params ReadOnlySpan<(string Name, PropertyValue Value)> entries) =>
        From(entries.ToArray().Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value)
    {
        var index = IndexOf(key);
        value = index >= 0 ? _values[index] : null;
        return index >= 0;
    }

    /// <summary>The value of a property, or null when the map does not have it.</summary>
    public PropertyValue? Find(string key) => TryGetValue(key, out var value) ? value : null;

    public PropertyMap With(string name, PropertyValue value) => From([.. this, new(name, value)]);

    public PropertyMap Without(string name) => ContainsKey(name) ? From(this.Where(entry => entry.Key != name)) : this;

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator()
    {
        for (var i = 0; i < _names.Length; i++)
        {
            yield return new(_names[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(PropertyMap? other) =>
        other is not null && _names.AsSpan().SequenceEqual(other._names) && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        for (var i = 0; i < _names.Length; i++)
        {
            hash.Add(_names[i], StringComparer.Ordinal);
            hash.Add(_values[i]);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"{{{string.Join(", ", this.Select(entry => $"{entry.Key}: {entry.Value}"))}}}";

    private int IndexOf(string key) => Array.BinarySearch(_names, key, StringComparer.Ordinal);
}
