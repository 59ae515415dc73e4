using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Resources;
using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Tests.Resources;

/// <summary>What identifies an object, as state and as the program have it.</summary>
public sealed class IdentityDiffTests
{
    [Fact]
    public void An_identifier_that_the_program_leaves_out_is_the_one_that_the_store_made()
    {
        var (old, now) = Align(PropertyMap.Empty, outputs: Of("identifier", "made"), PropertyMap.Empty);

        Assert.Equal(Of("identifier", "made"), old);
        Assert.Equal(Of("identifier", "made"), now);
    }

    [Fact]
    public void An_identifier_that_the_program_leaves_out_now_is_kept()
    {
        var (old, now) = Align(Of("identifier", "mine"), PropertyMap.Empty, PropertyMap.Empty);

        Assert.Equal(Of("identifier", "mine"), old);
        Assert.Equal(Of("identifier", "mine"), now);
    }

    [Fact]
    public void Outputs_count_before_the_inputs_of_state()
    {
        var (old, now) = Align(Of("identifier", "said"), outputs: Of("identifier", "true"), PropertyMap.Empty);

        Assert.Equal(Of("identifier", "true"), old);
        Assert.Equal(Of("identifier", "true"), now);
    }

    [Fact]
    public void An_identifier_that_the_program_gives_is_compared()
    {
        var (old, now) = Align(PropertyMap.Empty, outputs: Of("identifier", "made"), Of("identifier", "other"));

        Assert.Equal(Of("identifier", "made"), old);
        Assert.Equal(Of("identifier", "other"), now);
    }

    [Fact]
    public void What_is_not_known_yet_stays_unknown()
    {
        var news = PropertyMap.Of(("identifier", PropertyValue.Unknown), ("orgId", PropertyValue.Unknown));

        Assert.Equal(news, Align(PropertyMap.Empty, outputs: Of("identifier", "made"), news).New);
    }

    [Fact]
    public void A_scope_that_the_program_leaves_out_is_none_and_not_what_it_was()
    {
        var (old, now) = Align(PropertyMap.Empty, outputs: Of("orgId", "shop"), PropertyMap.Empty);

        Assert.Equal(Of("orgId", "shop"), old);
        Assert.Equal(PropertyMap.Empty, now);
    }

    [Theory]
    [InlineData("orgId")]
    [InlineData("projectId")]
    public void An_empty_scope_is_none(string property)
    {
        var (old, now) = Align(Of(property, ""), outputs: Of(property, ""), Of(property, ""));

        Assert.Equal(PropertyMap.Empty, old);
        Assert.Equal(PropertyMap.Empty, now);
    }

    [Fact]
    public void Other_inputs_are_left_alone()
    {
        var (old, now) = Align(Of("description", "old"), outputs: Of("description", "of the store"), Of("description", "new"));

        Assert.Equal(Of("description", "old"), old);
        Assert.Equal(Of("description", "new"), now);
    }

    private static PropertyMap Of(string property, string value) => PropertyMap.Of((property, PropertyValue.Of(value)));

    private static (PropertyMap Old, PropertyMap New) Align(PropertyMap inputs, PropertyMap outputs, PropertyMap news) =>
        IdentityDiff.Align([Identifier], [OrgId, ProjectId], inputs, outputs, news);
}
