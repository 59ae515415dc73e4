namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>The scope of an object: the account itself, an organisation, or a project of an organisation.</summary>
internal sealed record HarnessScope(string? Org, string? Project)
{
    public static HarnessScope Account { get; } = new(null, null);

    /// <summary>
    /// Whether objects in <paramref name="other"/> may use objects in this scope: the scopes are equal, or the other one is inside it.
    /// </summary>
    public bool Covers(HarnessScope other) => this == other || Org is null || (Project is null && Org == other.Org);

    /// <summary>This scope and all scopes around it; the account is last.</summary>
    public IEnumerable<HarnessScope> Outwards()
    {
        yield return this;
        if (Project is not null)
        {
            yield return new(Org, null);
        }

        if (Org is not null)
        {
            yield return Account;
        }
    }

    /// <summary>For messages: <c>the account</c>, <c>organisation x</c>, <c>project x/y</c>.</summary>
    public override string ToString() => (Org, Project) switch
    {
        (null, _) => "the account",
        (_, null) => $"organisation {Org}",
        _ => $"project {Org}/{Project}",
    };
}
