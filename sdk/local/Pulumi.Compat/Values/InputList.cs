using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list argument. Built with a collection initializer, from arrays and lists of values or outputs, or from an output of a list.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private Output<ImmutableArray<Input<T>>> _items;
    private Output<ImmutableArray<T>>? _flat;

    /// <summary>An empty list.</summary>
    public InputList()
        : this(Output.Create(ImmutableArray<Input<T>>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<Input<T>>> items)
        : base(output: null) => _items = items;

    internal override Output<ImmutableArray<T>> Value =>
        _flat ??= _items.Apply(items => items.IsDefault ? Output.Create(default(ImmutableArray<T>)) : Output.All(items));

    private protected override IOutput WireOutput => _items;

    /// <summary>One value as a list of one.</summary>
    public static implicit operator InputList<T>(T value) => FromItems([value]);

    /// <summary>One output as a list of one.</summary>
    public static implicit operator InputList<T>(Output<T> value) => FromItems([value]);

    /// <summary>One input as a list of one.</summary>
    public static implicit operator InputList<T>(Input<T> value) => FromItems([value]);

    /// <summary>A list of values.</summary>
    public static implicit operator InputList<T>(T[] values) => FromItems([.. values.Select(value => (Input<T>)value)]);

    /// <summary>A list of outputs.</summary>
    public static implicit operator InputList<T>(Output<T>[] values) => FromItems([.. values.Select(value => (Input<T>)value)]);

    /// <summary>A list of inputs.</summary>
    public static implicit operator InputList<T>(Input<T>[] values) => FromItems([.. values]);

    /// <summary>A list of values.</summary>
    public static implicit operator InputList<T>(List<T> values) => values.ToArray();

    /// <summary>A list of outputs.</summary>
    public static implicit operator InputList<T>(List<Output<T>> values) => values.ToArray();

    /// <summary>A list of inputs.</summary>
    public static implicit operator InputList<T>(List<Input<T>> values) => values.ToArray();

    /// <summary>A list of values.</summary>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => FromItems(ToItems(values));

    /// <summary>A list of outputs.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) =>
        FromItems(values.IsDefault ? default : [.. values.Select(value => (Input<T>)value)]);

    /// <summary>A list of inputs.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => FromItems(values);

    /// <summary>An output of a list.</summary>
    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(items => ToItems([.. items])));

    /// <summary>An output of a list.</summary>
    public static implicit operator InputList<T>(Output<List<T>> values) => new(values.Apply(items => ToItems([.. items])));

    /// <summary>An output of a list.</summary>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => new(values.Apply(items => ToItems([.. items])));

    /// <summary>An output of a list.</summary>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values.Apply(ToItems));

    /// <summary>Appends items.</summary>
    public void Add(params Input<T>[] inputs) => AddRange(inputs);

    /// <summary>Appends a list.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <summary>Appends a list.</summary>
    public void AddRange(InputList<T> inputs)
    {
        _items = Concat(inputs)._items;
        _flat = null;
    }

    /// <summary>A new list: this one, then the other.</summary>
    public InputList<T> Concat(InputList<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Output.Tuple(_items, other._items).Apply(lists => lists.Item1.AddRange(lists.Item2)));
    }

    /// <summary>The items, once the list is known; none while it is not.</summary>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var item in await _items.GetAsync([]))
        {
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"The items of an {nameof(InputList<>)} may not be known yet; use 'await foreach'.");

    internal InputList<T> Copy() => new(_items);

    private static InputList<T> FromItems(ImmutableArray<Input<T>> items) => new(Output.Create(items));

    private static ImmutableArray<Input<T>> ToItems(ImmutableArray<T> values) => values.IsDefault ? default : [.. values.Select(value => (Input<T>)value)];
}
