namespace HarnessCollab.Provider.Declarations;

/// <summary>Any number of values of one type. Its text form is JSON.</summary>
/// <typeparam name="TKey">The key of a value: an index or a name.</typeparam>
internal abstract class CollectionType<TKey>(PropertyType item) : PropertyType
{
    public sealed override bool IsScalar => false;

    /// <summary>The type of the values.</summary>
    public PropertyType Item => item;

    /// <summary>The name of the type in messages: "a list".</summary>
    protected abstract string Kind { get; }

    public sealed override PropertyValue? Check(PropertyValue value, CheckPath path)
    {
        if (Entries(value) is not { } entries)
        {
            return path.Refuse<PropertyValue>(ErrorCodes.WrongType, $"must be {Kind}, not {ValueNames.Of(value)}.");
        }

        var good = new List<KeyValuePair<TKey, PropertyValue>>(entries.Count);
        foreach (var (key, given) in entries)
        {
            var plain = given.Unwrap();
            var at = Path(path, key);
            if (AcceptsKey(key, at) && (plain is UnknownValue ? plain : item.Check(plain, at)) is { } checkedValue)
            {
                good.Add(new(key, checkedValue));
            }
        }

        return good.Count == entries.Count ? Collect(good) : null;
    }

    public sealed override PropertyValue FromText(string text) => JsonText.Parse(text);

    /// <summary>The values with their keys; null when the value is not a collection of this kind.</summary>
    protected abstract IReadOnlyCollection<KeyValuePair<TKey, PropertyValue>>? Entries(PropertyValue value);

    protected abstract CheckPath Path(CheckPath collection, TKey key);

    /// <summary>Reports a problem with a key; returns whether the key is valid.</summary>
    protected virtual bool AcceptsKey(TKey key, CheckPath path) => true;

    protected abstract PropertyValue Collect(IEnumerable<KeyValuePair<TKey, PropertyValue>> entries);
}
