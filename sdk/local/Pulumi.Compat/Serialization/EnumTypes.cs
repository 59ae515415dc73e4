using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Structs with <see cref="EnumTypeAttribute"/>, to and from the text or number they stand for.</summary>
internal static class EnumTypes
{
    public static object? ToWire(object value)
    {
        var type = value.GetType();
        var conversion = type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(method => method.Name == "op_Explicit" && (method.ReturnType == typeof(string) || method.ReturnType == typeof(double)))
            ?? throw new RunException($"{type.Name} has no explicit conversion to text or number.");
        return conversion.Invoke(null, [value]);
    }

    /// <summary>Null when the type is not made from such a value.</summary>
    public static object? FromWire(object value, Type type) => type
        .GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [value.GetType()])?.Invoke([value]);
}
