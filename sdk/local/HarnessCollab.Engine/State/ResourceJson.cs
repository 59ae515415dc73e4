using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace HarnessCollab.Engine.State;

/// <summary>One resource of a checkpoint as JSON. The members stand in the order in which the Pulumi CLI writes them.</summary>
internal static class ResourceJson
{
    public static void Write(GoJsonWriter writer, ResourceState state, SecretForm secrets)
    {
        writer.BeginObject();
        writer.Name("urn");
        writer.String(state.Urn);
        writer.Name("custom");
        writer.Bool(state.Custom);
        Flag(writer, "delete", state.Delete);
        Text(writer, "id", state.Id);
        writer.Name("type");
        writer.String(state.Type);
        Map(writer, "inputs", state, state.Inputs, secrets);
        Map(writer, "outputs", state, state.Outputs, secrets);
        Text(writer, "parent", state.Parent);
        Flag(writer, "protect", state.Protect);
        Flag(writer, "external", state.External);
        List(writer, "dependencies", state.Dependencies);
        List(writer, "initErrors", state.InitErrors);
        Text(writer, "provider", state.Provider);
        PropertyDependencies(writer, state);
        Flag(writer, "pendingReplacement", state.PendingReplacement);
        List(writer, "additionalSecretOutputs", state.AdditionalSecretOutputs);
        Timeouts(writer, state.CustomTimeouts);
        Text(writer, "importID", state.ImportId);
        Flag(writer, "retainOnDelete", state.RetainOnDelete);
        Text(writer, "deletedWith", state.DeletedWith);
        Time(writer, "created", state.Created);
        Time(writer, "modified", state.Modified);
        List(writer, "ignoreChanges", state.IgnoreChanges);
        writer.EndObject();
    }

    public static ResourceState Read(JsonElement element, SecretReader secrets)
    {
        var urn = Text(element, "urn");
        return new ResourceState
        {
            Urn = urn,
            Type = Text(element, "type"),
            Custom = Flag(element, "custom"),
            Delete = Flag(element, "delete"),
            Id = Text(element, "id"),
            Inputs = element.TryGetProperty("inputs", out var inputs) ? PropertyJson.ReadMap(inputs, secrets, $"{Place(urn, Flag(element, "delete"))}/inputs") : Protocol.Values.PropertyMap.Empty,
            Outputs = element.TryGetProperty("outputs", out var outputs) ? PropertyJson.ReadMap(outputs, secrets, $"{Place(urn, Flag(element, "delete"))}/outputs") : Protocol.Values.PropertyMap.Empty,
            Parent = Text(element, "parent"),
            Protect = Flag(element, "protect"),
            External = Flag(element, "external"),
            Dependencies = List(element, "dependencies"),
            InitErrors = List(element, "initErrors"),
            Provider = Text(element, "provider"),
            PropertyDependencies = element.TryGetProperty("propertyDependencies", out var map)
                ? map.EnumerateObject().ToImmutableSortedDictionary(entry => entry.Name, entry => Items(entry.Value), StringComparer.Ordinal)
                : ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal),
            PendingReplacement = Flag(element, "pendingReplacement"),
            AdditionalSecretOutputs = List(element, "additionalSecretOutputs"),
            CustomTimeouts = element.TryGetProperty("customTimeouts", out var timeouts)
                ? new CustomTimeouts(Number(timeouts, "create"), Number(timeouts, "update"), Number(timeouts, "delete"))
                : CustomTimeouts.None,
            ImportId = Text(element, "importID"),
            RetainOnDelete = Flag(element, "retainOnDelete"),
            DeletedWith = Text(element, "deletedWith"),
            IgnoreChanges = List(element, "ignoreChanges"),
            Created = Time(element, "created"),
            Modified = Time(element, "modified"),
        };
    }

    /// <summary>A time as Go writes it: nanoseconds without trailing zeros, in UTC.</summary>
    public static string FormatTime(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // The two halves of a replacement have one URN.
    private static string Place(string urn, bool delete) => delete ? $"deleted {urn}" : urn;

    private static void Map(GoJsonWriter writer, string name, ResourceState state, Protocol.Values.PropertyMap map, SecretForm secrets)
    {
        if (map.Count > 0)
        {
            writer.Name(name);
            PropertyJson.WriteMap(writer, map, secrets, $"{Place(state.Urn, state.Delete)}/{name}");
        }
    }

    private static void PropertyDependencies(GoJsonWriter writer, ResourceState state)
    {
        if (state.PropertyDependencies.Count == 0)
        {
            return;
        }

        writer.Name("propertyDependencies");
        writer.BeginObject();
        foreach (var (name, urns) in state.PropertyDependencies)
        {
            writer.Name(name);
            Strings(writer, urns);
        }

        writer.EndObject();
    }

    private static void Timeouts(GoJsonWriter writer, CustomTimeouts timeouts)
    {
        if (timeouts == CustomTimeouts.None)
        {
            return;
        }

        writer.Name("customTimeouts");
        writer.BeginObject();
        foreach (var (name, seconds) in new[] { ("create", timeouts.Create), ("update", timeouts.Update), ("delete", timeouts.Delete) })
        {
            if (seconds != 0)
            {
                writer.Name(name);
                writer.Number(seconds);
            }
        }

        writer.EndObject();
    }

    private static void Text(GoJsonWriter writer, string name, string value)
    {
        if (value.Length > 0)
        {
            writer.Name(name);
            writer.String(value);
        }
    }

    private static void Flag(GoJsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.Name(name);
            writer.Bool(true);
        }
    }

    private static void List(GoJsonWriter writer, string name, ImmutableArray<string> items)
    {
        if (items.Length > 0)
        {
            writer.Name(name);
            Strings(writer, items);
        }
    }

    private static void Strings(GoJsonWriter writer, ImmutableArray<string> items)
    {
        writer.BeginArray();
        foreach (var item in items)
        {
            writer.String(item);
        }

        writer.EndArray();
    }

    private static void Time(GoJsonWriter writer, string name, DateTimeOffset? time) => Text(writer, name, time is { } known ? FormatTime(known) : "");

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static double Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    private static DateTimeOffset? Time(JsonElement element, string name) => ParseTime(Text(element, name));

    private static ImmutableArray<string> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Items(value) : [];

    private static ImmutableArray<string> Items(JsonElement array) => array.ValueKind != JsonValueKind.Array ? [] : [.. array.EnumerateArray().Select(item => item.GetString() ?? "")];
}
