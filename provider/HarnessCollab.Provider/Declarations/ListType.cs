using System.Text.Json;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Provider.Declarations;

/// <summary>A list of values of one type.</summary>
internal sealed class ListType(PropertyType item) : CollectionType<int>(item)
{
    public override string DisplayName => $"{Item.DisplayName}[]";

    protected override string Kind => "a list";

    protected override IReadOnlyCollection<KeyValuePair<int, PropertyValue>>? Entries(PropertyValue value) =>
        value is ArrayValue { Items: var items } ? [.. items.Select((item, index) => KeyValuePair.Create(index, item))] : null;

    protected override CheckPath Path(CheckPath collection, int key) => collection.Item(key);

    protected override PropertyValue Collect(IEnumerable<KeyValuePair<int, PropertyValue>> entries) => PropertyValue.Of(entries.Select(entry => entry.Value));

    protected override void WriteKind(Utf8JsonWriter writer, out string member)
    {
        writer.WriteString("type", "array");
        member = "items";
    }
}
