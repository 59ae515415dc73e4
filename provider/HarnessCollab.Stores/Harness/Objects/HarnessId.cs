namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>
/// A connector or secret: its scope, and its identifier in that scope. As an id it has exactly one spelling: <c>identifier</c>,
/// <c>org/identifier</c> or <c>org/project/identifier</c>.
/// </summary>
internal sealed record HarnessId(HarnessScope Scope, string Identifier)
{
    /// <summary>Parses this spelling; null for any other text.</summary>
    public static HarnessId? Parse(string id) => id.Split('/') switch
    {
        [var identifier] when IsPart(identifier) => new(HarnessScope.Account, identifier),
        [var org, var identifier] when IsPart(org) && IsPart(identifier) => new(new(org, null), identifier),
        [var org, var project, var identifier] when IsPart(org) && IsPart(project) && IsPart(identifier) => new(new(org, project), identifier),
        _ => null,
    };

    /// <summary>Like <see cref="Parse"/>, for a connector. Its identifier has no hyphen, so a text with a hyphen is a name.</summary>
    public static HarnessId? ParseConnector(string id) =>
        Parse(id) is { } parsed && !parsed.Identifier.Contains('-', StringComparison.Ordinal) ? parsed : null;

    /// <summary>Resolves a secret reference in a document of this scope; null when the reference has no meaning there.</summary>
    public static HarnessId? Resolve(string reference, HarnessScope from) => reference.Split('.', 2) switch
    {
        ["account", var identifier] => new(HarnessScope.Account, identifier),
        ["org", var identifier] when from.Org is not null => new(new(from.Org, null), identifier),
        [var identifier] => new(from, identifier),
        _ => null,
    };

    /// <summary>
    /// The canonical spelling for a text in another spelling: with spaces around it, as a secret reference (<c>account.x</c>, <c>org.x</c>), or with
    /// the account in front; null when there is nothing to correct.
    /// </summary>
    public static string? Suggest(string given, string account, HarnessScope defaults)
    {
        var text = given.Trim().Trim('/');
        if (text.StartsWith($"{account}/", StringComparison.Ordinal))
        {
            text = text[(account.Length + 1)..];
        }

        var isReference = text.StartsWith("account.", StringComparison.Ordinal) || text.StartsWith("org.", StringComparison.Ordinal);
        var meant = isReference ? Resolve(text, defaults) : Parse(text);
        return meant?.ToString() is { } id && id != given && Parse(id) is not null ? id : null;
    }

    /// <summary>The reference to this secret in a document of the same or a narrower scope.</summary>
    public string Reference => (Scope.Org, Scope.Project) switch
    {
        (null, _) => $"account.{Identifier}",
        (_, null) => $"org.{Identifier}",
        _ => Identifier,
    };

    public override string ToString() => string.Join('/', new[] { Scope.Org, Scope.Project, Identifier }.OfType<string>());

    // Existing objects may have identifiers that the platform no longer accepts; we only exclude characters that a URL would not preserve.
    private static bool IsPart(string part) => part.Length is > 0 and <= HarnessIdentifier.MaxLength && part.All(character =>
        char.IsAsciiLetterOrDigit(character) || character is '_' or '$' or '-');
}
