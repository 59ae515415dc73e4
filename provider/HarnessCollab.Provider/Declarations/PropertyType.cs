using System.Text.Json;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Provider.Declarations;

/// <summary>The type of a property: what it accepts, how it is written in the schema, and how two values are compared.</summary>
internal abstract class PropertyType
{
    /// <summary>True when a value is one scalar; failures of such a property may be named on the wire.</summary>
    public virtual bool IsScalar => true;

    /// <summary>The name used in documentation tables.</summary>
    public abstract string DisplayName { get; }

    /// <summary>
    /// Checks and normalises one value without marks. Reports what is wrong and returns null then. Unknowns at any depth are passed through.
    /// </summary>
    public abstract PropertyValue? Check(PropertyValue value, CheckPath path);

    /// <summary>Writes the members of a schema type ("type": …) into the object that is open.</summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);

    /// <summary>Object types that must be declared in the schema's "types"; nested ones included.</summary>
    public virtual IEnumerable<NamedType> NamedTypes => [];

    /// <summary>Reads the text form in which provider configuration arrives. Types that are not text parse JSON.</summary>
    public virtual PropertyValue FromText(string text) => PropertyValue.Of(text);
}

/// <summary>A type that has a token of its own in the schema.</summary>
internal abstract class NamedType(string name, string description) : PropertyType
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public string Token => $"{PackageInfo.Name}:index:{Name}";

    public override string DisplayName => Name;

    public override IEnumerable<NamedType> NamedTypes => [this];

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("$ref", $"#/types/{Token}");

    /// <summary>Writes the body of the declaration under "types".</summary>
    public abstract void WriteDeclaration(Utf8JsonWriter writer);
}
