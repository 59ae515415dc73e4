namespace HarnessCollab.Stores.Tests.Harness;

public sealed class HarnessIdentifierTests
{
    [Theory]
    [InlineData("Jira Main", "Jira_Main")]
    [InlineData("jira2", "jira2")]
    public void A_plain_name_gives_the_identifier_that_the_console_would_give(string name, string identifier) =>
        Assert.Equal(identifier, HarnessIdentifier.From(name));

    [Fact]
    public void Names_that_would_look_alike_have_identifiers_of_their_own()
    {
        string[] names =
        [
            "Jira Main",
            "Jira_Main",
            "Jira-Main",
            "Jira  Main",
            "2 Jira",
            "_2 Jira",
            "account",
            "Account",
            "status",
            "",
            "_",
            new('x', 128),
            new('x', 129),
            new string('x', 127) + "-",
            new string('x', 127) + "_",
        ];

        var identifiers = names.Select(HarnessIdentifier.From).ToArray();

        Assert.All(identifiers, identifier => Assert.True(HarnessIdentifier.IsValid(identifier), identifier));
        Assert.Equal(names.Length, identifiers.Distinct().Count());
        Assert.Equal(identifiers, names.Select(HarnessIdentifier.From));
    }

    [Fact]
    public void The_identifier_beside_another_stays_within_the_limit_and_apart()
    {
        var one = HarnessIdentifier.Beside(new string('a', 128), "_managed");
        var two = HarnessIdentifier.Beside(new string('a', 127) + "b", "_managed");

        Assert.Equal("x_managed", HarnessIdentifier.Beside("x", "_managed"));
        Assert.NotEqual(one, two);
        Assert.All([one, two], identifier => Assert.True(HarnessIdentifier.IsValid(identifier)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2x")]
    [InlineData("a-b")]
    [InlineData("a b")]
    [InlineData("org")]
    [InlineData("harnessSecretManager")]
    public void What_the_platform_would_refuse_is_no_identifier(string identifier) => Assert.False(HarnessIdentifier.IsValid(identifier));
}
