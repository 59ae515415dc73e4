using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Stores;
using Account = HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Tests.Declarations;

/// <summary>From inputs to a record, and from a record to the inputs of a refresh; with the declaration of a Jira account.</summary>
public sealed class RecordMapTests
{
    private static readonly JiraAccountFields Blank =
        new() { DisplayName = "", BaseUrl = "", CredentialKind = CredentialKind.ApiToken };

    [Fact]
    public void What_the_inputs_leave_out_or_do_not_know_yet_is_not_in_the_record()
    {
        var fields = Account.Record.ToFields(
            Blank,
            PropertyMap.Of(("displayName", PropertyValue.Of("ops")), ("description", PropertyValue.Unknown), ("username", PropertyValue.Null)));

        Assert.Equal(Blank with { DisplayName = "ops" }, fields);
    }

    [Fact]
    public void A_record_has_what_its_inputs_say()
    {
        var inputs = PropertyMap.Of(
            ("displayName", PropertyValue.Of("ops")),
            ("baseUrl", PropertyValue.Of("https://jira.example.com")),
            ("username", PropertyValue.SecretOf("bot")),
            ("tokenExpiresAt", PropertyValue.Of("2999-12-31")),
            ("tags", PropertyValue.Of(PropertyMap.Of(("team", PropertyValue.Of("shop"))))),
            ("delegateSelectors", PropertyValue.Of(["b", "a"])));

        var fields = Account.Record.ToFields(Blank, inputs);

        Assert.Equal("bot", fields.Username);
        Assert.Equal(new DateOnly(2999, 12, 31), fields.TokenExpiresAt);
        Assert.Equal(["b", "a"], fields.DelegateSelectors);
        Assert.Equal(inputs, Read(fields, inputs));
    }

    [Fact]
    public void A_refresh_takes_what_the_store_holds_and_leaves_out_what_it_does_not()
    {
        var olds = PropertyMap.Of(("description", PropertyValue.Of("old")), ("username", PropertyValue.Of("bot")));

        var inputs = Read(Blank with { Description = "edited" }, olds);

        Assert.Equal("edited", inputs["description"].AsString());
        Assert.False(inputs.ContainsKey("username"));
    }

    [Theory]
    [InlineData("a,b", "b,a", "b,a")]
    [InlineData("a,b", "b,a,b", "b,a,b")]
    [InlineData("a,b", "a,c", "a,b")]
    [InlineData("a,b", "a", "a,b")]
    public void A_list_is_a_set_and_stands_in_the_order_of_the_program_while_it_holds_the_same(string stored, string program, string read)
    {
        var inputs = Read(Blank with { DelegateSelectors = [.. stored.Split(',')] }, Selectors(PropertyValue.Of(program.Split(','))));

        Assert.Equal(PropertyValue.Of(read.Split(',')), inputs["delegateSelectors"]);
    }

    [Fact]
    public void Without_a_list_of_the_program_the_order_is_the_store_s()
    {
        var fields = Blank with { DelegateSelectors = ["b", "a"] };

        Assert.Equal(PropertyValue.Of(["b", "a"]), Read(fields, PropertyMap.Empty)["delegateSelectors"]);
        Assert.Equal(
            PropertyValue.Of(["b", "a"]), Read(fields, Selectors(PropertyValue.Of([PropertyValue.Unknown])))["delegateSelectors"]);
    }

    [Fact]
    public void An_empty_list_or_map_is_left_out()
    {
        var olds = Selectors(PropertyValue.Of(["a"])).With("tags", PropertyValue.Of(PropertyMap.Of(("team", PropertyValue.Of("shop")))));

        var inputs = Read(Blank, olds);

        Assert.False(inputs.ContainsKey("delegateSelectors") || inputs.ContainsKey("tags"));
    }

    [Fact]
    public void What_the_program_marked_secret_stays_so()
    {
        var olds = Selectors(PropertyValue.SecretOf(PropertyValue.Of(["b", "a"]))).With("description", PropertyValue.SecretOf("old"));

        var inputs = Read(Blank with { Description = "edited", DelegateSelectors = ["a", "b"] }, olds);

        Assert.Equal(PropertyValue.SecretOf("edited"), inputs["description"]);
        Assert.Equal(olds["delegateSelectors"], inputs["delegateSelectors"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("of_the_program")]
    public void What_identifies_the_object_stays_as_the_program_has_it(string? given)
    {
        var olds = given is null ? PropertyMap.Empty : PropertyMap.Of(("identifier", PropertyValue.Of(given)), ("orgId", PropertyValue.Of("")));

        var inputs = Read(Blank with { Identifier = "of_the_store", OrgId = "shop" }, olds);

        Assert.Equal(given, inputs.Find("identifier")?.AsString());
        Assert.Equal(olds.Find("orgId"), inputs.Find("orgId"));
    }

    [Fact]
    public void What_a_store_does_not_keep_stays_as_the_program_has_it()
    {
        var olds = PropertyMap.Of(("tokenExpiresAt", PropertyValue.Of("2999-12-31")));

        Assert.Equal(olds["tokenExpiresAt"], Read(Blank, olds, StoreKinds.Harness)["tokenExpiresAt"]);
        Assert.False(Read(Blank, olds, StoreKinds.Sqlite).ContainsKey("tokenExpiresAt"));
    }

    [Fact]
    public void What_no_record_keeps_stays_as_the_program_has_it()
    {
        var olds = PropertyMap.Of(("connectionTest", PropertyValue.Of(PropertyMap.Of(("apply", PropertyValue.Of("warn"))))));

        Assert.Equal(olds["connectionTest"], Read(Blank, olds)["connectionTest"]);
    }

    [Fact]
    public void What_the_resource_says_itself_counts_before_record_and_program()
    {
        var own = new Dictionary<Property, PropertyValue?> { [Account.Description] = PropertyValue.Of("own"), [Account.ApiToken] = null };
        var olds = PropertyMap.Of(("apiToken", PropertyValue.SecretOf("token")), ("description", PropertyValue.SecretOf("old")));

        var inputs = Account.Record.ToInputs(Account.Inputs, Blank with { Description = "edited" }, olds, StoreKinds.Sqlite, own);

        Assert.Equal(PropertyValue.SecretOf("own"), inputs["description"]);
        Assert.False(inputs.ContainsKey("apiToken"));
    }

    private static PropertyMap Selectors(PropertyValue list) => PropertyMap.Of(("delegateSelectors", list));

    private static PropertyMap Read(JiraAccountFields fields, PropertyMap olds, StoreCapabilities? store = null) =>
        Account.Record.ToInputs(Account.Inputs, fields, olds, store ?? StoreKinds.Harness, new Dictionary<Property, PropertyValue?>());
}
