using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Provider.Declarations;

/// <summary>The type of a property: what it accepts, and how the text form of configuration is read.</summary>
internal abstract class PropertyType
{
    /// <summary>True when a value is one scalar; failures of such a property may be named on the wire.</summary>
    public virtual bool IsScalar => true;

    /// <summary>
    /// Checks and normalises one value without marks. Reports what is wrong and returns null then. Unknowns at any depth are passed through.
    /// </summary>
    public abstract PropertyValue? Check(PropertyValue value, CheckPath path);

    /// <summary>Reads the text form in which provider configuration arrives. Types that are not text parse JSON.</summary>
    public virtual PropertyValue FromText(string text) => PropertyValue.Of(text);
}

/// <summary>A type that has a token of its own in the schema.</summary>
internal abstract class NamedType(string name, string description) : PropertyType
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public string Token => $"{PackageInfo.Name}:index:{Name}";
}
