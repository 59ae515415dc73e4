namespace Pulumi;

/// <summary>Marks a struct that stands for one of a few texts or numbers: it has a constructor of one and an explicit conversion to it.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;
