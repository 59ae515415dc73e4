using System.Text.Json;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Functions;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>An account as JSON: what functions tell of it, collections also where they are empty. No secret.</summary>
internal static class AccountJson
{
    public static void Write(Utf8JsonWriter writer, JiraAccountRecord account)
    {
        writer.WriteStartObject();
        foreach (var field in JiraAccountResults.Fields)
        {
            if (field.Read(account) is { } value)
            {
                writer.WritePropertyName(field.Property.Name);
                if (field == JiraAccountResults.Scope && account.UsageScope is UsageScope.ApplicationEnvironments both)
                {
                    WriteScope(writer, both);
                }
                else
                {
                    Write(writer, value);
                }
            }
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PropertyValue value)
    {
        switch (value)
        {
            case StringValue { Value: var text }:
                writer.WriteStringValue(text);
                break;
            case ArrayValue { Items: var items }:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ObjectValue { Members: var members }:
                writer.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"There is no JSON form for {value.GetType().Name}.");
        }
    }

    // The columns of the view: "all", or a list.
    private static void WriteScope(Utf8JsonWriter writer, UsageScope.ApplicationEnvironments scope)
    {
        writer.WriteStartObject();
        WriteSide(writer, "applications", scope.Applications);
        WriteSide(writer, "environments", scope.Environments);
        writer.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter writer, string side, ScopeNames names)
    {
        if (names.IsAll)
        {
            writer.WriteString(side, "all");
            return;
        }

        writer.WriteStartArray(side);
        foreach (var name in names.Names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }
}
