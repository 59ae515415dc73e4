using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map argument with string keys. Built with a collection initializer, from dictionaries, or from an output of one.</summary>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private static readonly ImmutableDictionary<string, Input<TValue>> None = ImmutableDictionary<string, Input<TValue>>.Empty;

    private Output<ImmutableDictionary<string, Input<TValue>>> _entries;
    private Output<ImmutableDictionary<string, TValue>>? _flat;

    /// <summary>An empty map.</summary>
    public InputMap()
        : this(Output.Create(None))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> entries)
        : base(output: null) => _entries = entries;

    internal override Output<ImmutableDictionary<string, TValue>> Value => _flat ??= _entries.Apply(Flatten);

    private protected override IOutput WireOutput => _entries;

    /// <summary>Sets one entry, in an initializer.</summary>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>A map of values.</summary>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    /// <summary>A map of values.</summary>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Output.Create(values);

    /// <summary>An output of a map.</summary>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => new(values.Apply(ToEntries));

    /// <summary>An output of a map.</summary>
    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => new(values.Apply(ToEntries));

    /// <summary>An output of a map.</summary>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) =>
        new(values.Apply(known => known is null ? null! : ToEntries(known)));

    /// <summary>A new map with the entries of both; the second wins.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new(Output.Tuple(first._entries, second._entries).Apply(maps => maps.Item1.SetItems(maps.Item2)));
    }

    /// <summary>Adds an entry. A key that is there already with another value is an error.</summary>
    public void Add(string key, Input<TValue> value) => Change(_entries.Apply(entries => entries.TryGetValue(key, out var present)
        ? entries.SetItem(key, Output.Tuple(present, value).Apply(pair => SameOrThrow(key, pair.Item1, pair.Item2)))
        : entries.Add(key, value)));

    /// <summary>Adds the entries of another map.</summary>
    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <summary>Adds the entries of another map.</summary>
    public void AddRange(InputMap<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Change(Output.Tuple(_entries, values._entries).Apply(maps => maps.Item1.AddRange(maps.Item2)));
    }

    /// <summary>The entries, once the map is known; none while it is not.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var (key, value) in await _entries.GetAsync(None))
        {
            yield return value.Apply(known => KeyValuePair.Create(key, known));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"The entries of an {nameof(InputMap<>)} may not be known yet; use 'await foreach'.");

    private static Output<ImmutableDictionary<string, TValue>> Flatten(ImmutableDictionary<string, Input<TValue>>? entries) => entries is null
        ? Output.Create((ImmutableDictionary<string, TValue>)null!)
        : Output.All(entries.Select(entry => entry.Value.Apply(value => KeyValuePair.Create(entry.Key, value))))
            .Apply(pairs => ImmutableDictionary.CreateRange(pairs));

    private static ImmutableDictionary<string, Input<TValue>> ToEntries(IEnumerable<KeyValuePair<string, TValue>> values) =>
        values.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value);

    private static TValue SameOrThrow(string key, TValue present, TValue added) => EqualityComparer<TValue>.Default.Equals(present, added)
        ? present
        : throw new ArgumentException($"The map has the key '{key}' already, with another value.");

    private void Change(Output<ImmutableDictionary<string, Input<TValue>>> entries)
    {
        _entries = entries;
        _flat = null;
    }
}
