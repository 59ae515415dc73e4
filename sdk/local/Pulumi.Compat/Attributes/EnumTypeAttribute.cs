namespace Pulumi;

/// <summary>Marks a struct that represents a text or number: it has a constructor with one, and an explicit conversion to one.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;
