namespace HarnessSandbox.Platform;

/// <summary>A permission that the key lacks: everywhere, in one scope, or for one object of a scope.</summary>
internal sealed record Denial(string Permission, string? Scope, string? Identifier)
{
    /// <summary><c>core_secret_view</c>, <c>core_secret_view@account</c>, <c>core_secret_view@default/shop:jira_token</c>.</summary>
    public static Denial Parse(string text) => text.Split('@', 2) switch
    {
        [var permission, var place] when place.Split(':', 2) is [var scope, var identifier] => new(permission, scope, identifier),
        [var permission, var scope] => new(permission, scope, null),
        _ => new(text, null, null),
    };

    public bool Covers(string permission, ObjectKey key) =>
        Permission == permission && (Scope is null || Scope == key.Scope) && (Identifier is null || Identifier == key.Identifier);

    public override string ToString() => $"{Permission}{(Scope is null ? "" : $"@{Scope}")}{(Identifier is null ? "" : $":{Identifier}")}";
}
