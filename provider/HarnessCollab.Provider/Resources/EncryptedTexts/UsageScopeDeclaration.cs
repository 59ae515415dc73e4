using System.Collections.Immutable;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>The usage scope of an encrypted text as a property: which applications may use it in which environments.</summary>
internal static class UsageScopeDeclaration
{
    private static readonly PropertySet SelectionMembers = new();

    public static readonly Property<bool> All = SelectionMembers.Flag("all", "All of them.");

    public static readonly Property<ImmutableArray<string>> Names = SelectionMembers.TextList("names", "Those of these names.");

    public static readonly ObjectType Selection = new("UsageScopeSelection", "All, or some by name.", SelectionMembers);

    private static readonly PropertySet Members = new();

    public static readonly Property<PropertyMap> Applications = Members.Nested("applications", "The applications that may use it.", Selection);

    public static readonly Property<PropertyMap> Environments = Members.Nested("environments", "The environments in which it may be used.", Selection);

    public static readonly ObjectType Type = new("UsageScope", "Where an encrypted text, and every provider that uses it, may be used.", Members);

    /// <summary>The wire form of a scope.</summary>
    public static PropertyValue Write(UsageScope scope) => scope switch
    {
        UsageScope.ApplicationEnvironments both => PropertyValue.Of(PropertyMap.Of((Applications.Name, Write(both.Applications)), (Environments.Name, Write(both.Environments)))),
        _ => throw new NotSupportedException($"There is no wire form for {scope.GetType().Name}."),
    };

    /// <summary>Reads a checked scope; a side that is not given means all.</summary>
    public static UsageScope Read(PropertyMap scope) =>
        new UsageScope.ApplicationEnvironments(ReadSide(Applications.Read(scope)), ReadSide(Environments.Read(scope)));

    /// <summary>
    /// The one spelling of a checked scope: both sides, names in order and once. What is not given means all; what is not known yet
    /// is left as it is.
    /// </summary>
    public static PropertyValue Normalise(PropertyValue? given, CheckProblems problems)
    {
        var scope = given?.AsObject();
        if (scope is null)
        {
            return given ?? Write(UsageScope.All);
        }

        Check(scope, problems);
        if (given!.ContainsUnknowns || problems.Has("usageScope"))
        {
            return given;
        }

        return given.ContainsSecrets ? PropertyValue.SecretOf(Write(Read(scope))) : Write(Read(scope));
    }

    /// <summary>What the types cannot say: a side is all, or names at least one.</summary>
    private static void Check(PropertyMap scope, CheckProblems problems)
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
                    $"'usageScope.{side.Name}' of {problems.Subject} must say either all = true or at least one of names{(all.Or(false) ? ", not both" : "")}.",
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
