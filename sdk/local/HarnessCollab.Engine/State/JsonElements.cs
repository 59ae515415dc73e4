namespace HarnessCollab.Engine.State;

/// <summary>Reads members of a JSON object. A member may be absent; a member of another type is an error.</summary>
internal static class JsonElements
{
    /// <summary>The member, or an undefined element when it is absent.</summary>
    /// <exception cref="InvalidOperationException">This is not an object. The methods below throw it also for a member of another type.</exception>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.IsGiven() && element.TryGetProperty(name, out var value) ? value : default;

    public static bool IsGiven(this JsonElement element) => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public static string Text(this JsonElement element, string name) => element.Member(name) is var text && text.IsGiven() ? text.GetString()! : "";

    public static bool Flag(this JsonElement element, string name) => element.Member(name) is var flag && flag.IsGiven() && flag.GetBoolean();

    public static double Number(this JsonElement element, string name) =>
        element.Member(name) is var number && number.IsGiven() ? number.GetDouble() : 0;

    public static JsonElement.ArrayEnumerator Items(this JsonElement element, string name) =>
        element.Member(name) is var array && array.IsGiven() ? array.EnumerateArray() : default;

    public static ImmutableArray<string> Texts(this JsonElement element, string name) =>
        [.. element.Items(name).Select(item => item.GetString() ?? "")];
}
