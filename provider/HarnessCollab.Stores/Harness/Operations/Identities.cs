using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>The id of a new object: given, or derived from its name.</summary>
internal static class Identities
{
    /// <exception cref="StoreException">The usage scope has the other form or names another account, or no identifier can be derived.</exception>
    public static HarnessId Of(ObjectIdentity wanted, Platform platform, Func<string, bool> isValid)
    {
        var scope = ScopeOf(wanted.Scope, platform);
        return Checked(scope.Org, scope.Project, wanted.Identifier ?? HarnessIdentifier.From(wanted.Name), isValid);
    }

    public static HarnessScope ScopeOf(UsageScope? scope, Platform platform) => scope switch
    {
        null => platform.DefaultScope,
        UsageScope.AccountOrgProject place when place.Account != platform.Settings.AccountId =>
            throw HarnessErrors.OtherAccount(place.Account, platform.Description),
        UsageScope.AccountOrgProject place => new(place.Org, place.Project),
        _ => throw HarnessErrors.OtherScopeForm(platform.Description),
    };

    private static HarnessId Checked(string? org, string? project, string identifier, Func<string, bool> isValid)
    {
        if (project is not null && org is null)
        {
            throw HarnessErrors.ProjectWithoutOrg(project);
        }

        var id = new HarnessId(new(org, project), identifier);
        return !isValid(identifier) ? throw HarnessErrors.BadIdentifier("identifier", identifier)
            : HarnessId.Parse(id.ToString()) is null ? throw HarnessErrors.BadIdentifier(project is null ? "orgId" : "orgId/projectId", $"{id.Scope}")
            : id;
    }
}
