using System.Collections;

namespace Pulumi;

/// <summary>A list argument. Built with a collection initializer, from arrays and lists of values or outputs, or from an output of a list.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable
{
    private Output<ImmutableArray<Input<T>>> _items;

    /// <summary>An empty list.</summary>
    public InputList()
        : this(Output.Create(ImmutableArray<Input<T>>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<Input<T>>> items)
        : base(output: null) => _items = items;

    internal override Output<ImmutableArray<T>> Value => _items.Apply(items => Output.All(items));

    private protected override IOutput WireOutput => _items;

    /// <summary>One value as a list of one.</summary>
    public static implicit operator InputList<T>(T value) => FromItems([value]);

    /// <summary>One output as a list of one.</summary>
    public static implicit operator InputList<T>(Output<T> value) => FromItems([value]);

    /// <summary>One input as a list of one.</summary>
    public static implicit operator InputList<T>(Input<T> value) => FromItems([value]);

    /// <summary>A list of values.</summary>
    public static implicit operator InputList<T>(T[] values) => FromItems(ToItems(values));

    /// <summary>A list of outputs.</summary>
    public static implicit operator InputList<T>(Output<T>[] values) => FromItems([.. values.Select(value => (Input<T>)value)]);

    /// <summary>A list of inputs.</summary>
    public static implicit operator InputList<T>(Input<T>[] values) => FromItems([.. values]);

    /// <summary>A list of values.</summary>
    public static implicit operator InputList<T>(List<T> values) => FromItems(ToItems(values));

    /// <summary>A list of outputs.</summary>
    public static implicit operator InputList<T>(List<Output<T>> values) => values.ToArray();

    /// <summary>A list of values.</summary>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => Output.Create(values);

    /// <summary>An output of a list.</summary>
    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(ToItems));

    /// <summary>An output of a list.</summary>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) =>
        new(values.Apply(items => items.IsDefault ? [] : ToItems(items)));

    /// <summary>Appends items.</summary>
    public void Add(params Input<T>[] inputs) => AddRange(inputs);

    /// <summary>Appends a list.</summary>
    public void AddRange(InputList<T> inputs) => _items = Concat(inputs)._items;

    /// <summary>A new list: this one, then the other.</summary>
    public InputList<T> Concat(InputList<T> other) =>
        new(Output.Tuple(_items, other._items).Apply(lists => lists.Item1.AddRange(lists.Item2)));

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"The items of an {nameof(InputList<>)} may not be known yet; use 'ToOutput().Apply(items => ...)'.");

    private static InputList<T> FromItems(ImmutableArray<Input<T>> items) => new(Output.Create(items));

    private static ImmutableArray<Input<T>> ToItems(IEnumerable<T> values) => [.. values.Select(value => (Input<T>)value)];
}
