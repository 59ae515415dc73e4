namespace HarnessCollab.Provider.Declarations;

/// <summary>Describes a wrong value in a message: by its kind, and by its content only if that is harmless and short.</summary>
internal static class ValueNames
{
    public static string Of(PropertyValue value) => value.Unwrap() switch
    {
        NullValue => "null",
        BoolValue { Value: var flag } => flag ? "true" : "false",
        NumberValue { Value: var number } => number.ToString("R", CultureInfo.InvariantCulture),
        StringValue => "a string",
        ArrayValue => "a list",
        ObjectValue => "an object",
        AssetValue => "an asset",
        ArchiveValue => "an archive",
        ResourceReferenceValue => "a resource (give one of its outputs instead)",
        ByteStringValue => "bytes",
        _ => "a value of another kind",
    };
}
