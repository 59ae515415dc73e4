namespace HarnessCollab.Common.Tests;

/// <summary>A URN taken apart.</summary>
public sealed class UrnTests
{
    [Fact]
    public void A_urn_is_stack_project_type_and_name()
    {
        var urn = Urn.Parse("urn:pulumi:dev::shop::harnesscollab:index:JiraCollaborationProvider::jira")!;

        Assert.Equal("harnesscollab:index:JiraCollaborationProvider", urn.Token);
        Assert.Equal("JiraCollaborationProvider", urn.Type);
        Assert.Equal("jira", urn.Name);
        Assert.Equal(new StackName("dev", "shop"), urn.Stack);
        Assert.Equal("stack 'dev' of project 'shop'", urn.Stack!.ToString());
    }

    [Fact]
    public void Types_of_parents_stand_before_the_resource_s_own()
    {
        var urn = Urn.Parse("urn:pulumi:dev::shop::my:module:Team$harnesscollab:index:EncryptedText::token")!;

        Assert.Equal("my:module:Team$harnesscollab:index:EncryptedText", urn.QualifiedType);
        Assert.Equal("harnesscollab:index:EncryptedText", urn.Token);
        Assert.Equal("EncryptedText", urn.Type);
    }

    [Fact]
    public void A_name_may_hold_colons_and_dollars() =>
        Assert.Equal("a::b$c:d", Urn.Parse("urn:pulumi:dev::shop::harnesscollab:index:EncryptedText::a::b$c:d")!.Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("jira")]
    [InlineData("urn:pulumi:dev::shop::harnesscollab:index:EncryptedText")]
    public void Fewer_than_four_parts_are_no_urn(string? text)
    {
        Assert.Null(Urn.Parse(text));
        Assert.Null(StackName.Of(text));
    }

    [Fact]
    public void Four_parts_that_are_not_pulumi_s_name_no_stack() => Assert.Null(Urn.Parse("other::shop::type::name")!.Stack);
}
