namespace HarnessSandbox.Platform;

/// <summary>Where an object is: its scope and its identifier there.</summary>
internal sealed record ObjectKey(string? Org, string? Project, string Identifier)
{
    /// <summary>How an object of this or a narrower scope refers to it.</summary>
    public string Reference => (Org, Project) switch
    {
        (null, _) => $"account.{Identifier}",
        (_, null) => $"org.{Identifier}",
        _ => Identifier,
    };

    /// <summary>The object that a reference in this object's document means; null if its scope is not an outer one.</summary>
    public ObjectKey? Resolve(string reference) => reference.Split('.', 2) switch
    {
        ["account", var id] => new ObjectKey(null, null, id),
        ["org", var id] when Org is not null => new ObjectKey(Org, null, id),
        [var id] when Project is not null => new ObjectKey(Org, Project, id),
        _ => null,
    };

    /// <summary><c>account</c>, <c>ORG</c> or <c>ORG/PROJECT</c>.</summary>
    public string Scope => Org is null ? "account" : string.Join('/', new[] { Org, Project }.OfType<string>());

    /// <summary>Reads <c>[org/[project/]]identifier</c>.</summary>
    public static ObjectKey Parse(string id) => id.Split('/') switch
    {
        [var org, var project, var identifier] => new(org, project, identifier),
        [var org, var identifier] => new(org, null, identifier),
        _ => new(null, null, id),
    };

    public override string ToString() => string.Join('/', new[] { Org, Project, Identifier }.OfType<string>());
}
