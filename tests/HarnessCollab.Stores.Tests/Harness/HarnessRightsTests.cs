using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>Keys with few rights: what an operation needs, and that it needs no more.</summary>
public sealed class HarnessRightsTests : HarnessTest
{
    private static readonly string[] OfConnectors = ["core_connector_view", "core_connector_edit", "core_connector_delete"];
    private static readonly string[] OfSecrets = ["core_secret_view", "core_secret_edit", "core_secret_delete"];

    [Fact]
    public async Task A_key_of_a_project_manages_a_connector_with_a_shared_secret_that_it_may_not_see()
    {
        await SharedAsync();
        await KeyOfProjectAsync();
        var draft = InProject("Jira Main", new CredentialSource.Reference("shared"));

        await Store.VerifyAsync(cancellationToken: Cancel);
        var created = await Store.Accounts.CreateAsync(draft, Some.Author(), Cancel);
        var found = await Store.Accounts.FindAsync(created.Id, Cancel);
        var updated = await Store.Accounts.UpdateAsync(
            created.Id,
            draft with { Fields = draft.Fields with { Description = "new" } },
            draft with { Revision = created.Revision },
            Some.Author(),
            Cancel);

        Assert.Equal(created, found);
        Assert.Equal(("default/shop/Jira_Main", "shared", false), (created.Id, created.SecretId, created.OwnsSecret));
        Assert.Equal("new", updated.Record.Fields.Description);
        Assert.True((await Store.Accounts.DeleteAsync(created.Id, Some.Author(), cancellationToken: Cancel)).Existed);
    }

    [Fact]
    public async Task Hidden_and_seen_in_turn_a_referenced_secret_is_no_drift()
    {
        await SharedAsync();
        var created = await Store.Accounts.CreateAsync(InProject("Jira Main", new CredentialSource.Reference("shared")), Some.Author(), Cancel);
        await KeyOfProjectAsync();

        Assert.Equal(created.Revision, (await Store.Accounts.FindAsync(created.Id, Cancel))!.Revision);
    }

    [Fact]
    public async Task A_secret_that_the_connector_owns_must_be_seen()
    {
        var created = await Store.Accounts.CreateAsync(InProject("Jira Main", new CredentialSource.Owned(new("x"))), Some.Author(), Cancel);
        await Sandbox.SetAsync(new { deny = "core_secret_view@default/shop" });

        Assert.Equal(StoreErrorCodes.Denied, (await FailsAsync(() => Store.Accounts.FindAsync(created.Id, Cancel))).Code);
    }

    [Fact]
    public async Task A_listing_survives_rows_whose_secret_is_hidden()
    {
        await SharedAsync();
        await Store.Accounts.CreateAsync(Draft("A") with { Credential = new CredentialSource.Reference("shared") }, Some.Author(), Cancel);
        await CreateAsync("B");
        await Sandbox.SetAsync(new { deny = "core_secret_view" });

        Assert.Equal(["A", "B"], (await Some.ToListAsync(Store.Accounts.ListAsync(Cancel))).Select(record => record.Fields.DisplayName));
        Assert.Equal(["A"], (await Store.Accounts.FindOfLikeNameAsync(new("a"), Cancel)).Select(record => record.Fields.DisplayName));
    }

    [Fact]
    public async Task Names_are_looked_up_from_the_inside_out_and_no_further_than_the_first_match()
    {
        await SharedAsync();
        var inner = await Store.EncryptedTexts.CreateAsync(new(
            new() { Name = "shared", UsageScope = new UsageScope.AccountOrgProject(HarnessSandbox.Account, "default", "shop") },
            CredentialSource.Of(new("two"))), Some.Author(), Cancel);
        await Store.Accounts.CreateAsync(Draft() with { Credential = new CredentialSource.Reference("shared") }, Some.Author(), Cancel);
        await Store.Accounts.CreateAsync(InProject("Jira Main", new CredentialSource.Reference("shared")), Some.Author(), Cancel);
        var inside = Open(org: "default", project: "shop");

        Assert.Equal("default/shop/Jira_Main", (await inside.Accounts.FindByNameAsync("Jira Main", Cancel))!.Id);
        Assert.Equal(inner.Id, (await inside.EncryptedTexts.FindByNameAsync("shared", Cancel))!.Id);
        await KeyOfProjectAsync();
        Assert.Equal("default/shop/Jira_Main", (await inside.Accounts.FindByNameAsync("Jira Main", Cancel))!.Id);
        Assert.Equal(inner.Id, (await inside.EncryptedTexts.FindByNameAsync("shared", Cancel))!.Id);
        Assert.Null(await inside.Accounts.FindByNameAsync("Another", Cancel));
        Assert.Null(await inside.EncryptedTexts.FindByNameAsync("another", Cancel));
    }

    [Fact]
    public async Task A_name_never_finds_a_connector_of_another_organisation()
    {
        await Sandbox.SetAsync(new { orgs = "default,other", projects = "default/shop,other/shop" });
        await SharedAsync();
        await Store.Accounts.CreateAsync(
            InProject("Theirs", new CredentialSource.Reference("shared")) with
            {
                Fields = InProject("Theirs", new CredentialSource.AsStored()).Fields with { OrgId = "other" },
            }, Some.Author(), Cancel);

        Assert.Null(await Open(org: "default", project: "shop").Accounts.FindByNameAsync("Theirs", Cancel));
    }

    [Fact]
    public async Task A_name_with_a_hyphen_is_no_id_of_a_connector_and_is_not_asked_for()
    {
        await CreateAsync("Ops-Jira");

        Assert.Null(await Store.Accounts.FindAsync("Ops-Jira", Cancel));
        Assert.Equal(DeleteResult.Missing, await Store.Accounts.DeleteAsync("Ops-Jira", Some.Author(), cancellationToken: Cancel));
    }

    // Each row of the page's table: with these permissions at these scopes and no others, the operation succeeds.
    [Theory]
    [InlineData("create with a value", "core_connector_view,core_connector_edit,core_secret_view,core_secret_edit")]
    [InlineData("create with a reference", "core_connector_view,core_connector_edit")]
    [InlineData("read", "core_connector_view,core_secret_view")]
    [InlineData("read with a reference", "core_connector_view")]
    [InlineData("update", "core_connector_view,core_connector_edit,core_secret_view,core_secret_edit")]
    [InlineData("update with a reference", "core_connector_view,core_connector_edit")]
    [InlineData("delete", "core_connector_view,core_connector_delete,core_secret_view,core_secret_delete")]
    [InlineData("delete with a reference", "core_connector_view,core_connector_delete")]
    [InlineData("list", "core_connector_view")]
    [InlineData("create text", "core_secret_view,core_secret_edit")]
    [InlineData("read text", "core_secret_view")]
    [InlineData("update text", "core_secret_view,core_secret_edit")]
    [InlineData("delete text", "core_secret_view,core_secret_delete")]
    public async Task An_operation_needs_no_more_than_the_page_says(string operation, string permissions)
    {
        var needed = permissions.Split(',');
        await SharedAsync();
        var prepared = await PrepareAsync(operation);
        string[] others =
        [
            .. OfConnectors.Concat(OfSecrets).Except(needed),
            .. needed.SelectMany(each => new[] { $"{each}@account", $"{each}@default" }),
        ];
        await Sandbox.SetAsync(new { deny = others });

        await RunAsync(operation, prepared);

        foreach (var permission in needed)
        {
            prepared = await AgainAsync(operation, others.Append(permission));
            Assert.Equal(StoreErrorCodes.Denied, (await FailsAsync(() => RunAsync(operation, prepared))).Code);
        }
    }

    private async Task<string?> AgainAsync(string operation, IEnumerable<string> denied)
    {
        await Sandbox.ResetAsync();
        await Sandbox.SetAsync(new { secret_lag = "2x" }.Named());
        await SharedAsync();
        var prepared = await PrepareAsync(operation);
        await Sandbox.SetAsync(new { deny = denied.ToArray() });
        return prepared;
    }

    private async Task<string?> PrepareAsync(string operation) => operation switch
    {
        "read" or "update" or "delete" or "list" =>
            (await Store.Accounts.CreateAsync(InProject("Jira Main", new CredentialSource.Owned(new("x"))), Some.Author(), Cancel)).Revision,
        "read with a reference" or "update with a reference" or "delete with a reference" =>
            (await Store.Accounts.CreateAsync(InProject("Jira Main", new CredentialSource.Reference("shared")), Some.Author(), Cancel)).Revision,
        "read text" or "update text" or "delete text" =>
            (await Store.EncryptedTexts.CreateAsync(new(TextFields, CredentialSource.Of(new("x"))), Some.Author(), Cancel)).Revision,
        _ => null,
    };

    private async Task RunAsync(string operation, string? revision)
    {
        const string Id = "default/shop/Jira_Main";
        var owned = InProject("Jira Main", new CredentialSource.Owned(new("x")));
        var reference = owned with { Credential = new CredentialSource.Reference("shared") };
        var place = new UsageScope.AccountOrgProject(HarnessSandbox.Account, "default", "shop");
        switch (operation)
        {
            case "create with a value":
                await Store.Accounts.CreateAsync(owned, Some.Author(), Cancel);
                break;
            case "create with a reference":
                await Store.Accounts.CreateAsync(reference, Some.Author(), Cancel);
                break;
            case "read" or "read with a reference":
                Assert.NotNull(await Store.Accounts.FindAsync(Id, Cancel));
                break;
            case "update":
                await Store.Accounts.UpdateAsync(
                    Id, InProject("New", new CredentialSource.Owned(new("y"))), owned with { Revision = revision }, Some.Author(), Cancel);
                break;
            case "update with a reference":
                await Store.Accounts.UpdateAsync(
                    Id, InProject("New", reference.Credential), reference with { Revision = revision }, Some.Author(), Cancel);
                break;
            case "delete" or "delete with a reference":
                Assert.True((await Store.Accounts.DeleteAsync(Id, Some.Author(), cancellationToken: Cancel)).Existed);
                break;
            case "list":
                Assert.Single(await Some.ToListAsync(Open(org: "default", project: "shop").Accounts.ListAsync(Cancel)));
                break;
            case "create text":
                await Store.EncryptedTexts.CreateAsync(new(TextFields, CredentialSource.Of(new("x"))), Some.Author(), Cancel);
                break;
            case "read text":
                Assert.NotNull(await Store.EncryptedTexts.FindAsync("default/shop/own", Cancel));
                break;
            case "update text":
                await Store.EncryptedTexts.UpdateAsync(
                    "default/shop/own",
                    new(TextFields, CredentialSource.Of(new("y"))),
                    new(TextFields, CredentialSource.Of(new("x")), revision),
                    Some.Author(),
                    Cancel);
                break;
            case "delete text":
                Assert.True((await Store.EncryptedTexts.DeleteAsync("default/shop/own", Some.Author(), cancellationToken: Cancel)).Existed);
                break;
            default:
                throw new ArgumentException(operation);
        }
    }

    private static EncryptedTextFields TextFields =>
        new() { Name = "own", UsageScope = new UsageScope.AccountOrgProject(HarnessSandbox.Account, "default", "shop") };

    private static Draft<JiraAccountFields> InProject(string name, CredentialSource credential) =>
        Draft(name) with { Fields = Draft(name).Fields with { OrgId = "default", ProjectId = "shop" }, Credential = credential };

    private Task KeyOfProjectAsync() =>
        Sandbox.SetAsync(new { deny = OfConnectors.Concat(OfSecrets)
            .SelectMany(permission => new[] { $"{permission}@account", $"{permission}@default" })
            .ToArray() });

    private Task SharedAsync() => Store.EncryptedTexts.CreateAsync(
        new(new() { Name = "shared", UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("one"))), Some.Author(), Cancel);
}
