namespace HarnessCollab.Provider.Declarations;

/// <summary>The type of a property: what it accepts, and how the text form in configuration is parsed.</summary>
internal abstract class PropertyType
{
    /// <summary>True when a value is one scalar; problems of such a property may be named on the wire.</summary>
    public virtual bool IsScalar => true;

    /// <summary>
    /// Checks and normalises one value without secret marks. Reports problems and then returns null. Unknowns at any depth are accepted.
    /// </summary>
    public abstract PropertyValue? Check(PropertyValue value, CheckPath path);

    /// <summary>Parses the text form in which provider configuration arrives. Types other than text parse JSON.</summary>
    public virtual PropertyValue FromText(string text) => PropertyValue.Of(text);
}

/// <summary>A type with its own token in the schema.</summary>
internal abstract class NamedType(string name, string description) : PropertyType
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public string Token => $"{PackageInfo.Name}:index:{Name}";
}
