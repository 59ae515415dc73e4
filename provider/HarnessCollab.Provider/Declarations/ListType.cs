namespace HarnessCollab.Provider.Declarations;

/// <summary>A list of values of one type.</summary>
internal sealed class ListType(PropertyType item) : CollectionType<int>(item)
{
    protected override string Kind => "a list";

    protected override IReadOnlyCollection<KeyValuePair<int, PropertyValue>>? Entries(PropertyValue value) =>
        value is ArrayValue { Items: var items } ? [.. items.Select((item, index) => KeyValuePair.Create(index, item))] : null;

    protected override CheckPath Path(CheckPath collection, int key) => collection.Item(key);

    protected override PropertyValue Collect(IEnumerable<KeyValuePair<int, PropertyValue>> entries) =>
        PropertyValue.Of(entries.Select(entry => entry.Value));
}
