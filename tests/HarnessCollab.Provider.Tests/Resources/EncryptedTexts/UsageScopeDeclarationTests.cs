using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Tests.Resources.EncryptedTexts;

/// <summary>The one spelling of a usage scope, and what is wrong with others.</summary>
public sealed class UsageScopeDeclarationTests
{
    private static readonly PropertyValue All = Of(("all", PropertyValue.Of(true)));

    private readonly CheckProblems _problems = new("EncryptedText 'token'");

    [Fact]
    public void A_scope_that_is_not_given_is_the_default_of_the_store()
    {
        Assert.Equal(Of(("applications", All), ("environments", All)), Normalise(null, StoreKinds.Sqlite));
        Assert.Equal(Place("acc", "shop", "web"), Normalise(null, StoreKinds.Harness));
    }

    [Fact]
    public void Names_stand_in_order_and_once_and_a_side_that_is_left_out_is_all()
    {
        var scope = Normalise(Of(("applications", Names("b", "a", "b"))), StoreKinds.Sqlite);

        Assert.Equal(Of(("applications", Names("a", "b")), ("environments", All)), scope);
        Assert.Equal(scope, Normalise(scope, StoreKinds.Sqlite));
    }

    [Fact]
    public void The_account_is_added_and_the_provider_s_organisation_and_project_are_not()
    {
        Assert.Equal(Place("acc", "other"), Normalise(Of(("org", PropertyValue.Of("other"))), StoreKinds.Harness));
        Assert.Equal(Place("acc"), Normalise(Of(), StoreKinds.Harness));
        Assert.Equal(Place("acc"), Normalise(Place("acc"), StoreKinds.Harness));
    }

    [Fact]
    public void What_is_not_known_yet_is_left_as_it_is()
    {
        var inside = Of(("applications", Of(("names", PropertyValue.Of([PropertyValue.Of("b"), PropertyValue.Unknown, PropertyValue.Of("a")])))));

        Assert.Equal(PropertyValue.Unknown, Normalise(PropertyValue.Unknown, StoreKinds.Sqlite));
        Assert.Equal(inside, Normalise(inside, StoreKinds.Sqlite));
    }

    [Fact]
    public void A_secret_anywhere_inside_makes_the_whole_scope_secret()
    {
        var given = Of(("applications", PropertyValue.SecretOf(Names("b", "a"))));

        Assert.Equal(
            PropertyValue.SecretOf(Of(("applications", Names("a", "b")), ("environments", All))), Normalise(given, StoreKinds.Sqlite));
    }

    public static TheoryData<PropertyValue, string> Wrong => new()
    {
        {
            Of(("applications", Of(("all", PropertyValue.Of(true)), ("names", PropertyValue.Of(["a"]))))),
            "HC1022: 'usageScope.applications' of EncryptedText 'token' must have either all = true or at least one of names, not both."
        },
        {
            Of(("environments", Of())),
            "HC1022: 'usageScope.environments' of EncryptedText 'token' must have either all = true or at least one of names."
        },
        {
            Place("acc"),
            "HC1022: 'usageScope.account' of EncryptedText 'token' does not exist in this store; it scopes by applications, environments."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_makes_no_sense_is_told_and_left_as_it_is(PropertyValue given, string problem) =>
        IsToldAndLeft(given, problem, StoreKinds.Sqlite);

    public static TheoryData<PropertyValue, string> WrongPlaces => new()
    {
        {
            Place("other"),
            "HC1022: 'usageScope.account' of EncryptedText 'token' is 'other', but the provider works in the account 'acc'; leave it out."
        },
        {
            Of(("project", PropertyValue.Of("web"))),
            "HC1022: 'usageScope.project' of EncryptedText 'token' is set without 'org', but a project belongs to an organisation."
        },
        {
            Of(("applications", All)),
            "HC1022: 'usageScope.applications' of EncryptedText 'token' does not exist in this store; it scopes by account, org, project."
        },
    };

    [Theory]
    [MemberData(nameof(WrongPlaces), DisableDiscoveryEnumeration = true)]
    public void A_place_that_makes_no_sense_is_told_and_left_as_it_is(PropertyValue given, string problem) =>
        IsToldAndLeft(given, problem, StoreKinds.Harness);

    private void IsToldAndLeft(PropertyValue given, string problem, StoreCapabilities store)
    {
        Assert.Equal(given, Normalise(given, store));
        Assert.Equal(new CheckProblem("usageScope", "", problem), Assert.Single(_problems.All));
    }

    private PropertyValue Normalise(PropertyValue? given, StoreCapabilities store) => UsageScopeDeclaration.Normalise(given, store, _problems);

    private static PropertyValue Of(params (string, PropertyValue)[] members) => PropertyValue.Of(PropertyMap.Of(members));

    private static PropertyValue Names(params string[] names) => Of(("names", PropertyValue.Of(names)));

    private static PropertyValue Place(params string[] parts) =>
        Of([.. new[] { "account", "org", "project" }.Zip(parts, (name, value) => (name, PropertyValue.Of(value)))]);
}
