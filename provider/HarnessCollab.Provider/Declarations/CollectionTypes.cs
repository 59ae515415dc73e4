using System.Collections.Immutable;
using System.Text.Json;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Declarations;

/// <summary>A list of values of one type.</summary>
internal sealed class ListType(PropertyType item) : PropertyType
{
    public override bool IsScalar => false;

    public override string DisplayName => $"{item.DisplayName}[]";

    public override IEnumerable<NamedType> NamedTypes => item.NamedTypes;

    public override PropertyValue? Check(PropertyValue value, CheckPath path)
    {
        if (value is not ArrayValue { Items: var items })
        {
            path.Report(ErrorCodes.WrongType, $"must be a list, not {ValueNames.Of(value)}.");
            return null;
        }

        var result = ImmutableArray.CreateBuilder<PropertyValue>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            var plain = items[i].Unwrap();
            if (plain is UnknownValue)
            {
                result.Add(PropertyValue.Unknown);
            }
            else if (item.Check(plain, path.Item(i)) is { } good)
            {
                result.Add(good);
            }
        }

        return result.Count == items.Length ? PropertyValue.Of(result) : null;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        item.WriteSchema(writer);
        writer.WriteEndObject();
    }

    public override PropertyValue FromText(string text) => JsonText.Parse(text);
}

/// <summary>Values of one type by free keys.</summary>
internal sealed class MapType(PropertyType item) : PropertyType
{
    public override bool IsScalar => false;

    public override string DisplayName => $"map of {item.DisplayName}";

    public override IEnumerable<NamedType> NamedTypes => item.NamedTypes;

    public override PropertyValue? Check(PropertyValue value, CheckPath path)
    {
        if (value is not ObjectValue { Members: var members })
        {
            path.Report(ErrorCodes.WrongType, $"must be a map, not {ValueNames.Of(value)}.");
            return null;
        }

        var result = new List<KeyValuePair<string, PropertyValue>>(members.Count);
        foreach (var (key, member) in members)
        {
            var plain = member.Unwrap();
            if (plain is UnknownValue)
            {
                result.Add(new(key, PropertyValue.Unknown));
            }
            else if (item.Check(plain, path.Member(key)) is { } good)
            {
                result.Add(new(key, good));
            }
        }

        return result.Count == members.Count ? PropertyValue.Of(PropertyMap.From(result)) : null;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "object");
        writer.WriteStartObject("additionalProperties");
        item.WriteSchema(writer);
        writer.WriteEndObject();
    }

    public override PropertyValue FromText(string text) => JsonText.Parse(text);
}
