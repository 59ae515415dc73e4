using System.Collections;

namespace Pulumi;

/// <summary>A map argument with string keys. Built with a collection initializer, from dictionaries, or from an output of one.</summary>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable
{
    private Output<ImmutableDictionary<string, Input<TValue>>> _entries;

    /// <summary>An empty map.</summary>
    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> entries)
        : base(output: null) => _entries = entries;

    internal override Output<ImmutableDictionary<string, TValue>> Value => _entries.Apply(Flatten);

    private protected override IOutput WireOutput => _entries;

    /// <summary>Sets one entry, in an initializer.</summary>
    public Input<TValue> this[string key] { set => Add(key, value); }

    /// <summary>A map of values.</summary>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    /// <summary>A map of values.</summary>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Output.Create(values);

    /// <summary>An output of a map.</summary>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => new(values.Apply(ToEntries));

    /// <summary>An output of a map.</summary>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values.Apply(ToEntries));

    /// <summary>Adds an entry; the key must be new.</summary>
    public void Add(string key, Input<TValue> value) => _entries = _entries.Apply(entries => entries.Add(key, value));

    /// <summary>Adds the entries of another map.</summary>
    public void AddRange(InputMap<TValue> values) =>
        _entries = Output.Tuple(_entries, values._entries).Apply(maps => maps.Item1.AddRange(maps.Item2));

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"The entries of an {nameof(InputMap<>)} may not be known yet; use 'ToOutput().Apply(entries => ...)'.");

    private static Output<ImmutableDictionary<string, TValue>>? Flatten(ImmutableDictionary<string, Input<TValue>>? entries) =>
        entries is null ? null
        : Output.All(entries.Select(entry => entry.Value.Apply(value => KeyValuePair.Create(entry.Key, value))))
            .Apply(pairs => ImmutableDictionary.CreateRange(pairs));

    // A map that is null stays null, and is not sent to the engine.
    private static ImmutableDictionary<string, Input<TValue>> ToEntries(IEnumerable<KeyValuePair<string, TValue>>? values) =>
        values?.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value)!;
}
