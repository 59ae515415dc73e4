namespace HarnessCollab.Engine.State;

/// <summary>One resource of a checkpoint as JSON. The members have the order in which the Pulumi CLI writes them.</summary>
internal static class ResourceJson
{
    /// <summary>Whether two entries have the same JSON.</summary>
    public static bool Same(ResourceState left, ResourceState right) =>
        ReferenceEquals(left, right) || Bytes(left, SecretForms.Marked).AsSpan().SequenceEqual(Bytes(right, SecretForms.Marked));

    public static byte[] Bytes(ResourceState state, SecretForm secrets) => JsonWriting.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("urn", state.Urn);
        writer.WriteBoolean("custom", state.Custom);
        writer.Flag("delete", state.Delete);
        writer.TextIfAny("id", state.Id);
        writer.WriteString("type", state.Type);
        Map(writer, "inputs", state, state.Inputs, secrets);
        Map(writer, "outputs", state, state.Outputs, secrets);
        writer.TextIfAny("parent", state.Parent);
        writer.Flag("protect", state.Protect);
        writer.Flag("external", state.External);
        writer.Texts("dependencies", state.Dependencies);
        writer.Texts("initErrors", state.InitErrors);
        writer.TextIfAny("provider", state.Provider);
        if (state.PropertyDependencies.Count > 0)
        {
            writer.WritePropertyName("propertyDependencies");
            writer.Map(state.PropertyDependencies, urns => writer.Items(urns, writer.WriteStringValue));
        }

        writer.Flag("pendingReplacement", state.PendingReplacement);
        writer.Texts("additionalSecretOutputs", state.AdditionalSecretOutputs);
        if (state.CustomTimeouts is var (create, update, delete) && state.CustomTimeouts != CustomTimeouts.None)
        {
            KeyValuePair<string, double>[] timeouts = [new("create", create), new("update", update), new("delete", delete)];
            writer.WritePropertyName("customTimeouts");
            writer.Map(timeouts.Where(each => each.Value != 0), writer.WriteNumberValue);
        }

        writer.TextIfAny("importID", state.ImportId);
        writer.Flag("retainOnDelete", state.RetainOnDelete);
        writer.TextIfAny("deletedWith", state.DeletedWith);
        writer.TextIfAny("created", FormatTime(state.Created));
        writer.TextIfAny("modified", FormatTime(state.Modified));
        writer.Texts("ignoreChanges", state.IgnoreChanges);
        writer.Flag("refreshBeforeUpdate", state.RefreshBeforeUpdate);
        writer.WriteEndObject();
    });

    public static ResourceState Read(JsonElement element, SecretReader secrets)
    {
        var urn = element.Text("urn");
        var timeouts = element.Member("customTimeouts");
        return new ResourceState
        {
            Urn = urn,
            Type = element.Text("type"),
            Custom = element.Flag("custom"),
            Delete = element.Flag("delete"),
            Id = element.Text("id"),
            Inputs = Map("inputs"),
            Outputs = Map("outputs"),
            Parent = element.Text("parent"),
            Protect = element.Flag("protect"),
            External = element.Flag("external"),
            Dependencies = element.Texts("dependencies"),
            InitErrors = element.Texts("initErrors"),
            Provider = element.Text("provider"),
            PropertyDependencies = element.Member("propertyDependencies") is var needs && needs.IsGiven()
                ? needs.EnumerateObject().ToImmutableSortedDictionary(entry => entry.Name, entry => needs.Texts(entry.Name), StringComparer.Ordinal)
                : ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal),
            PendingReplacement = element.Flag("pendingReplacement"),
            AdditionalSecretOutputs = element.Texts("additionalSecretOutputs"),
            CustomTimeouts = new CustomTimeouts(timeouts.Number("create"), timeouts.Number("update"), timeouts.Number("delete")),
            ImportId = element.Text("importID"),
            RetainOnDelete = element.Flag("retainOnDelete"),
            DeletedWith = element.Text("deletedWith"),
            IgnoreChanges = element.Texts("ignoreChanges"),
            RefreshBeforeUpdate = element.Flag("refreshBeforeUpdate"),
            Created = ParseTime(element.Text("created")),
            Modified = ParseTime(element.Text("modified")),
        };
        PropertyMap Map(string name) => element.Member(name) is var map && map.IsGiven()
            ? PropertyJson.ReadMap(map, secrets, $"{Place(urn, element.Flag("delete"))}/{name}") : PropertyMap.Empty;
    }

    /// <summary>A time as Go writes it: nanoseconds without trailing zeros, in UTC. Empty when there is no time.</summary>
    public static string FormatTime(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? "";

    public static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // The old and the new half of a replacement have the same URN.
    private static string Place(string urn, bool delete) => delete ? $"deleted {urn}" : urn;

    private static void Map(Utf8JsonWriter writer, string name, ResourceState state, PropertyMap map, SecretForm secrets)
    {
        if (map.Count > 0)
        {
            writer.WritePropertyName(name);
            PropertyJson.Write(PropertyValue.Of(map), secrets, $"{Place(state.Urn, state.Delete)}/{name}")!.WriteTo(writer);
        }
    }
}
