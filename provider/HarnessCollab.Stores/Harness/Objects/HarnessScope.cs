namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>Where in the account an object is: the account itself, an organisation, or a project of one.</summary>
internal sealed record HarnessScope(string? Org, string? Project)
{
    public static HarnessScope Account { get; } = new(null, null);

    /// <summary>Whether what is here may be used by what is in <paramref name="other"/>: in the same place or further in.</summary>
    public bool Covers(HarnessScope other) => this == other || Org is null || (Project is null && Org == other.Org);

    /// <summary>This scope and all around it, the account last.</summary>
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
