using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Builds immutable collections of an element type that is known only at run time.</summary>
internal static class Collections
{
    private static readonly ConcurrentDictionary<Type, IBuilder> Builders = new();

    /// <summary>An <see cref="ImmutableArray{T}"/> of the items.</summary>
    public static object Array(Type itemType, IEnumerable<object?> items) => For(itemType).Array(items);

    /// <summary>An <see cref="ImmutableDictionary{TKey, TValue}"/> from string to the value type.</summary>
    public static object Map(Type valueType, IEnumerable<KeyValuePair<string, object?>> entries) => For(valueType).Map(entries);

    private static IBuilder For(Type type) =>
        Builders.GetOrAdd(type, key => (IBuilder)Activator.CreateInstance(typeof(Builder<>).MakeGenericType(key))!);

    private interface IBuilder
    {
        object Array(IEnumerable<object?> items);

        object Map(IEnumerable<KeyValuePair<string, object?>> entries);
    }

    private sealed class Builder<T> : IBuilder
    {
        public object Array(IEnumerable<object?> items) => items.Select(item => (T)item!).ToImmutableArray();

        public object Map(IEnumerable<KeyValuePair<string, object?>> entries) => entries.ToImmutableDictionary(entry => entry.Key, entry => (T)entry.Value!);
    }
}
