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

    /// <summary>What a reference from this object's document means; null when that scope is not above it.</summary>
    public ObjectKey? Resolve(string reference) => reference.Split('.', 2) switch
    {
        ["account", var id] => new ObjectKey(null, null, id),
        ["org", var id] when Org is not null => new ObjectKey(Org, null, id),
        [var id] when Project is not null => new ObjectKey(Org, Project, id),
        _ => null,
    };

    public override string ToString() => string.Join('/', new[] { Org, Project, Identifier }.OfType<string>());
}
