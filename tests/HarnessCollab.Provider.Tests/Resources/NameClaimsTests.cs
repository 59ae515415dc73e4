using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Tests.Resources;

/// <summary>Which resource of a run has which name, call by call.</summary>
public sealed class NameClaimsTests
{
    private readonly NameClaims _claims = new();

    [Fact]
    public void The_first_claim_of_a_name_holds_and_may_be_repeated()
    {
        Assert.Equal("a", _claims.Claim("name", "a"));
        Assert.Equal("a", _claims.Claim("name", "b"));
        Assert.Equal("a", _claims.Claim("name", "a"));

        Assert.NotNull(_claims.HolderOf("name"));
        Assert.Equal("name", _claims.NameOf("a"));
        Assert.Null(_claims.NameOf("b"));
    }

    [Fact]
    public void Names_differ_by_letter_case()
    {
        _claims.Claim("name", "a");

        Assert.Equal("b", _claims.Claim("Name", "b"));
    }

    [Fact]
    public void A_new_claim_gives_up_the_name_before()
    {
        _claims.Claim("old", "a");
        _claims.Claim("new", "a");

        Assert.Null(_claims.HolderOf("old"));
        Assert.Equal("new", _claims.NameOf("a"));
        Assert.Equal("b", _claims.Claim("old", "b"));
    }

    [Fact]
    public void Two_resources_may_exchange_their_names()
    {
        _claims.Claim("one", "a");
        _claims.Claim("three", "a");
        _claims.Claim("two", "b");
        _claims.Claim("one", "b");

        Assert.Equal("a", _claims.Claim("two", "a"));
        Assert.Equal("one", _claims.NameOf("b"));
    }

    [Fact]
    public void A_name_that_is_given_up_and_referred_to_is_told_to_whoever_comes_second()
    {
        Assert.Null(_claims.Refer("first", "referrer"));
        Assert.Equal("referrer", _claims.GiveUp("first", "renamed"));

        Assert.Null(_claims.GiveUp("second", "renamed"));
        Assert.Equal("renamed", _claims.Refer("second", "referrer"));
    }

    [Fact]
    public void A_name_that_another_resource_takes_in_this_run_is_not_missing()
    {
        _claims.Claim("name", "successor");

        Assert.Null(_claims.Refer("name", "referrer"));
        Assert.Null(_claims.GiveUp("name", "renamed"));
        Assert.Null(_claims.Refer("name", "referrer"));
    }
}
