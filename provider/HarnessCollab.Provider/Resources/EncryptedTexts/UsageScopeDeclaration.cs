namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>
/// The usage scope of an encrypted text as a property, in the two forms that stores have: the applications and environments that may use it, or the
/// account, organisation or project that it belongs to.
/// </summary>
internal static class UsageScopeDeclaration
{
    private static readonly PropertySet SelectionMembers = new();

    public static readonly Property<bool> All = SelectionMembers.Flag("all", "All of them.");

    public static readonly Property<ImmutableArray<string>> Names = SelectionMembers.TextList("names", "The ones with these names.");

    public static readonly ObjectType Selection = new("UsageScopeSelection", "All, or some by name.", SelectionMembers);

    private static readonly PropertySet Members = new();

    public static readonly Property<PropertyMap> Applications = Members.Nested("applications", "The applications that may use it.", Selection);

    public static readonly Property<PropertyMap> Environments = Members.Nested(
        "environments", "The environments in which it may be used.", Selection);

    public static readonly Property<string> Account = Members.Text(
        "account", "Harness store: the account. Default, and the only one possible: the provider's.");

    public static readonly Property<string> Org = Members.Text(
        "org", "Harness store: the organisation; if left out, the whole account.", IdentifierRule.Check);

    public static readonly Property<string> Project = Members.Text(
        "project", "Harness store: the project of that organisation; if left out, the whole organisation.", IdentifierRule.Check);

    public static readonly ObjectType Type = new("UsageScope", "Where an encrypted text, and every Jira account that uses it, may be used.", Members);

    private static readonly Property[] Sides = [Applications, Environments];

    private static readonly Property[] Places = [Account, Org, Project];

    /// <summary>The wire form of a scope.</summary>
    public static PropertyValue Write(UsageScope scope) => scope switch
    {
        UsageScope.ApplicationEnvironments both =>
            PropertyValue.Of(PropertyMap.Of((Applications.Name, Write(both.Applications)), (Environments.Name, Write(both.Environments)))),
        UsageScope.AccountOrgProject place => PropertyValue.Of(PropertyMap.From(
            Property.Present((Account, place.Account), (Org, place.Org), (Project, place.Project)))),
        _ => throw new NotSupportedException($"There is no wire form for {scope.GetType().Name}."),
    };

    /// <summary>Reads a checked scope; a part that is not given means all.</summary>
    public static UsageScope Read(PropertyMap scope) => Account.Read(scope) is { IsKnown: true, Value: var account }
        ? new UsageScope.AccountOrgProject(account, Org.Read(scope).Or(null), Project.Read(scope).Or(null))
        : new UsageScope.ApplicationEnvironments(ReadSide(Applications.Read(scope)), ReadSide(Environments.Read(scope)));

    /// <summary>
    /// The canonical form of a checked scope: both parts, with sorted names without duplicates; or the account with organisation and project. A
    /// missing scope becomes the store's default; unknown values stay as they are.
    /// </summary>
    public static PropertyValue Normalise(PropertyValue? given, StoreCapabilities store, CheckProblems problems)
    {
        var scope = given?.AsObject();
        if (scope is null)
        {
            return given ?? Write(store.DefaultUsageScope);
        }

        if (store.DefaultUsageScope is UsageScope.AccountOrgProject configured)
        {
            CheckPlace(scope, configured, problems);
            scope = scope.ContainsKey(Account.Name) ? scope : scope.With(Account.Name, Account.Write(configured.Account));
        }
        else
        {
            RefuseMembers(scope, Places, Sides, problems);
            CheckSides(scope, problems);
        }

        if (given!.ContainsUnknowns || problems.Has("usageScope"))
        {
            return given;
        }

        return given.ContainsSecrets ? PropertyValue.SecretOf(Write(Read(scope))) : Write(Read(scope));
    }

    private static void CheckPlace(PropertyMap scope, UsageScope.AccountOrgProject configured, CheckProblems problems)
    {
        RefuseMembers(scope, Sides, Places, problems);
        if (Account.Read(scope) is { IsKnown: true, Value: var account } && account != configured.Account)
        {
            problems.Add(
                ErrorCodes.BadUsageScope,
                $"'usageScope.{Account.Name}' of {problems.Subject} is {TextProblems.Quote(account)}, but the provider works in the account "
                + $"{TextProblems.Quote(configured.Account)}; leave it out.",
                "usageScope");
        }

        if (Org.Read(scope).IsAbsent && !Project.Read(scope).IsAbsent)
        {
            problems.Add(
                ErrorCodes.BadUsageScope,
                $"'usageScope.{Project.Name}' of {problems.Subject} is set without '{Org.Name}', but a project belongs to an organisation.",
                "usageScope");
        }
    }

    private static void RefuseMembers(PropertyMap scope, Property[] unfit, Property[] fit, CheckProblems problems)
    {
        if (unfit.FirstOrDefault(member => scope.ContainsKey(member.Name)) is { } stranger)
        {
            problems.Add(
                ErrorCodes.BadUsageScope,
                $"'usageScope.{stranger.Name}' of {problems.Subject} does not exist in this store; "
                + $"it scopes by {string.Join(", ", fit.Select(member => member.Name))}.",
                "usageScope");
        }
    }

    /// <summary>Checks what the types cannot express: each part is either all, or at least one name.</summary>
    private static void CheckSides(PropertyMap scope, CheckProblems problems)
    {
        foreach (var side in new[] { Applications, Environments })
        {
            if (side.Read(scope) is not { IsKnown: true, Value: var selection })
            {
                continue;
            }

            var all = All.Read(selection);
            var names = Names.Read(selection);
            if (all.IsUnknown || names.IsUnknown)
            {
                continue;
            }

            if (all.Or(false) == names.Or([]).Length > 0)
            {
                problems.Add(
                    ErrorCodes.BadUsageScope,
                    $"'usageScope.{side.Name}' of {problems.Subject} must have either all = true or at least one of "
                        + $"names{(all.Or(false) ? ", not both" : "")}.",
                    "usageScope");
            }
        }
    }

    private static PropertyValue Write(ScopeNames names) => PropertyValue.Of(names.IsAll
        ? PropertyMap.Of((All.Name, PropertyValue.Of(true)))
        : PropertyMap.Of((Names.Name, PropertyValue.Of(names.Names))));

    private static ScopeNames ReadSide(Planned<PropertyMap> side) =>
        !side.IsKnown || All.Read(side.Value).Or(false) ? ScopeNames.All : ScopeNames.Of(Names.Read(side.Value).Or([]));
}
