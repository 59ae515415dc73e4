using System.Text.Json;
using HarnessCollab.Provider.Declarations;

namespace HarnessCollab.Provider.Schema;

/// <summary>Writes lists of properties as the package schema has them.</summary>
internal static class SchemaProperties
{
    public static void Write(Utf8JsonWriter writer, string member, IReadOnlyList<Property> properties)
    {
        writer.WriteStartObject(member);
        foreach (var property in properties.OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            writer.WriteStartObject(property.Name);
            property.Type.WriteSchema(writer);
            writer.WriteString("description", property.EnvironmentVariable is { } variable ? $"{property.Description} Environment: `{variable}`." : property.Description);
            if (property.Secret)
            {
                writer.WriteBoolean("secret", true);
            }

            if (property.OnChange == ChangeEffect.Replace)
            {
                writer.WriteBoolean("willReplaceOnChanges", true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public static void WriteRequired(Utf8JsonWriter writer, string member, IReadOnlyList<Property> properties)
    {
        var required = properties.Where(property => property.Required).Select(property => property.Name).Order(StringComparer.Ordinal).ToArray();
        if (required.Length == 0)
        {
            return;
        }

        writer.WriteStartArray(member);
        foreach (var name in required)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }
}
