using System.Collections.Immutable;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>What is different on a platform: scopes, identifiers, values that never come back.</summary>
public sealed class HarnessLifecycleTests : HarnessTest
{
    private const string Id = "Jira_Main";
    private const string SecretId = "Jira_Main_managed";

    [Fact]
    public async Task A_provider_is_a_connector_and_the_secret_it_refers_to()
    {
        var fields = Draft().Fields with
        {
            Description = "for the shop",
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add("team", "shop"),
            DelegateSelectors = ["west", "east"],
        };

        var created = await Store.Accounts.CreateAsync(new(fields, new CredentialSource.Owned(new("s3cret"))), Some.Author(), Cancel);

        Assert.Equal((Id, SecretId, true), (created.Id, created.SecretId, created.OwnsSecret));
        Assert.Equal(fields with { Identifier = Id, DelegateSelectors = ["east", "west"] }, created.Fields);
        Assert.Equal(new UsageScope.AccountOrgProject(HarnessSandbox.Account), created.UsageScope);
        Assert.Equal(created, await Open().Accounts.FindAsync(Id, Cancel));
        Assert.True(await Sandbox.HoldsAsync(SecretId, "s3cret"));
        var spec = (await Sandbox.DocumentAsync("connectors", Id))!.Value.GetProperty("spec");
        Assert.Equal("account.Jira_Main_managed", spec.GetProperty("auth").GetProperty("spec").GetProperty("passwordRef").GetString());
    }

    [Theory]
    [InlineData(null, null, "Jira_Main", "account.Jira_Main_managed")]
    [InlineData("default", null, "default/Jira_Main", "org.Jira_Main_managed")]
    [InlineData("default", "shop", "default/shop/Jira_Main", "Jira_Main_managed")]
    public async Task The_id_says_where_a_provider_is(string? org, string? project, string id, string reference)
    {
        var draft = Draft() with
        {
            Fields = Draft().Fields with { OrgId = org, ProjectId = project, CredentialKind = CredentialKind.PersonalAccessToken, Username = null },
        };

        var created = await Store.Accounts.CreateAsync(draft, Some.Author(), Cancel);

        Assert.Equal(id, created.Id);
        Assert.Equal(id, Store.Accounts.PlanId(new(draft.Fields.DisplayName, Scope: created.UsageScope)));
        Assert.Equal(new UsageScope.AccountOrgProject(HarnessSandbox.Account, org, project), created.UsageScope);
        Assert.Equal(created, await Open(org: "default", project: "shop").Accounts.FindAsync(id, Cancel));
        var spec = (await Sandbox.DocumentAsync("connectors", id))!.Value.GetProperty("spec");
        Assert.Equal(reference, spec.GetProperty("auth").GetProperty("spec").GetProperty("patRef").GetString());
        Assert.Equal(new(true, null, null), await Store.Accounts.DeleteAsync(id, Some.Author(), cancellationToken: Cancel));
        Assert.Empty(await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task A_connector_that_is_there_beforehand_is_a_clash_that_gives_the_import_id_and_leaves_it_alone()
    {
        var holder = await CreateAsync();

        var refusal = await Assert.ThrowsAsync<NameTakenException>(() => CreateAsync(secret: "other"));

        Assert.Equal((StoreErrorCodes.JiraAccountNameTaken, holder.Id, ""), (refusal.Code, refusal.Holder.Id, refusal.Holder.Owner));
        Assert.Contains("import it with the id Jira_Main", refusal.Message, StringComparison.Ordinal);
        Assert.True(await Sandbox.HoldsAsync(SecretId, "s3cret-token"));
        Assert.Equal(holder, await Store.Accounts.FindInTheWayAsync(new("Jira Main"), cancellationToken: Cancel));
        Assert.Null(await Store.Accounts.FindInTheWayAsync(new("Jira Main", "another"), cancellationToken: Cancel));
    }

    [Fact]
    public async Task Two_connectors_of_one_name_live_side_by_side_and_are_told_as_neighbours()
    {
        await CreateAsync();
        var second = await Store.Accounts.CreateAsync(
            Draft() with { Fields = Draft("JIRA main").Fields with { Identifier = "second" } }, Some.Author(), Cancel);

        var neighbours = await Store.Accounts.FindOfLikeNameAsync(new("Jira Main"), Cancel);

        Assert.Equal("second", second.Id);
        Assert.Equal(["Jira Main", "JIRA main"], neighbours.Select(each => each.Fields.DisplayName));
    }

    [Fact]
    public async Task A_slash_of_a_display_name_never_goes_into_the_name_of_its_secret()
    {
        var created = await CreateAsync("Ops/Jira");
        Assert.Equal("Ops-Jira - managed", await NameAsync());

        await Store.Accounts.UpdateAsync(
            created.Id, Draft("EU/Ops/Jira"), Draft("Ops/Jira") with { Revision = created.Revision }, Some.Author(), Cancel);
        Assert.Equal("EU-Ops-Jira - managed", await NameAsync());

        async Task<string?> NameAsync() => (await Sandbox.DocumentAsync("secrets", created.SecretId))!.Value.GetProperty("name").GetString();
    }

    [Fact]
    public async Task Update_makes_the_new_secret_first_and_removes_the_old_one_last()
    {
        var created = await CreateAsync();
        var candidate = Draft("New Name", "rotated") with { Fields = Draft("New Name").Fields with { BaseUrl = "https://new.example.com" } };

        var result = await Store.Accounts.UpdateAsync(Id, candidate, Draft() with { Revision = created.Revision }, Some.Author(), Cancel);

        Assert.False(result.AlreadyEqual);
        Assert.Equal(candidate.Fields with { Identifier = Id }, result.Record.Fields);
        Assert.NotEqual(created.Revision, result.Record.Revision);
        var secret = Assert.Single(await Sandbox.SecretsAsync());
        Assert.Equal((secret, true), (result.Record.SecretId, result.Record.OwnsSecret));
        Assert.Matches("^Jira_Main_managed_[0-9a-f]{8}$", secret);
        Assert.True(await Sandbox.HoldsAsync(secret, "rotated"));
        Assert.Equal($"New Name - managed {secret[^8..]}", (await Store.EncryptedTexts.FindAsync(secret, Cancel))!.Name);
        Assert.Equal(
            ["create-secret", "create-connector", "create-secret", "update-connector", "delete-secret"],
            (await Sandbox.RequestsAsync())
                .Where(request => request.GetProperty("status").GetInt32() == 200)
                .Select(request => request.GetProperty("call").GetString()!)
                .Where(call => call.Split('-')[0] is "create" or "update" or "delete"));
    }

    [Fact]
    public async Task Nothing_is_written_when_all_is_as_wanted()
    {
        var created = await CreateAsync();

        var result = await Store.Accounts.UpdateAsync(Id, Draft(), Draft() with { Revision = created.Revision }, Some.Author(), Cancel);

        Assert.True(result.AlreadyEqual);
        Assert.Equal(created, result.Record);
        Assert.DoesNotContain("update-secret", await Sandbox.CallsAsync());
        Assert.DoesNotContain("update-connector", await Sandbox.CallsAsync());
    }

    [Fact]
    public async Task A_secret_written_elsewhere_shows_as_differing_and_would_be_a_conflict()
    {
        var created = await CreateAsync();
        Assert.Equal(CredentialMatch.Same, Assert.IsType<CredentialMark.Modification>(created.CredentialMark).Matches(created.Revision));
        Assert.Equal(CredentialMatch.Unknown, Assert.IsType<CredentialMark.Modification>(created.CredentialMark).Matches(null));

        await Sandbox.RotateAsync(SecretId, "theirs");
        var found = await Store.Accounts.FindAsync(Id, Cancel);
        var conflict = await Assert.ThrowsAsync<StoreConflictException>(() => Store.Accounts.UpdateAsync(
            Id, Draft(secret: "mine"), Draft() with { Revision = created.Revision }, Some.Author(), Cancel));

        Assert.Equal(CredentialMatch.Differs, Assert.IsType<CredentialMark.Modification>(found!.CredentialMark).Matches(created.Revision));
        Assert.NotEqual(created.Revision, found.Revision);
        Assert.Equal(["credential"], conflict.Fields);
        Assert.True(await Sandbox.HoldsAsync(SecretId, "theirs"));
        var updated = await Store.Accounts.UpdateAsync(
            Id, Draft(secret: "mine"), Draft() with
            {
                Credential = new CredentialSource.AsStored(),
                Revision = found.Revision,
            }, Some.Author(), Cancel);
        Assert.False(updated.AlreadyEqual);
        Assert.True(await Sandbox.HoldsAsync(updated.Record.SecretId, "mine"));
    }

    [Fact]
    public async Task A_rotation_of_a_shared_secret_changes_nothing_of_those_who_refer_to_it()
    {
        var text = await Store.EncryptedTexts.CreateAsync(
            new(new() { Name = "shared", UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("one"))),
            Some.Author(),
            Cancel);
        var created = await Store.Accounts.CreateAsync(Draft() with { Credential = new CredentialSource.Reference(text.Id) }, Some.Author(), Cancel);

        await Sandbox.RotateAsync("shared", "two");

        Assert.Equal(created.Revision, (await Store.Accounts.FindAsync(Id, Cancel))!.Revision);
        Assert.NotEqual(text.Revision, (await Store.EncryptedTexts.FindAsync("shared", Cancel))!.Revision);
    }

    [Fact]
    public async Task An_owned_secret_that_somebody_deleted_is_made_again()
    {
        var created = await CreateAsync();
        var text = await Store.EncryptedTexts.CreateAsync(
            new(new() { Name = "t", UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("t"))), Some.Author(), Cancel);
        await Sandbox.ForgetAsync(SecretId);

        var found = await Store.Accounts.FindAsync(Id, Cancel);
        var updated = await Store.Accounts.UpdateAsync(
            Id,
            Draft(secret: "again"),
            Draft() with { Credential = new CredentialSource.AsStored(), Revision = found!.Revision },
            Some.Author(),
            Cancel);

        Assert.True(found.OwnsSecret);
        Assert.Equal(CredentialMatch.Differs, Assert.IsType<CredentialMark.Modification>(found.CredentialMark).Matches(created.Revision));
        Assert.True(updated.Record.OwnsSecret);
        Assert.True(await Sandbox.HoldsAsync(updated.Record.SecretId, "again"));
        Assert.NotNull(await Store.EncryptedTexts.FindAsync(text.Id, Cancel));
    }

    [Fact]
    public async Task From_inline_to_a_reference_and_back()
    {
        var created = await CreateAsync();
        var text = await Store.EncryptedTexts.CreateAsync(
            new(new() { Name = "shared", UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("one"))),
            Some.Author(),
            Cancel);
        var reference = Draft() with { Credential = new CredentialSource.Reference(text.Id) };

        var referring = (await Store.Accounts.UpdateAsync(Id, reference, Draft() with { Revision = created.Revision }, Some.Author(), Cancel)).Record;
        Assert.Equal(["shared"], await Sandbox.SecretsAsync());
        var back = (await Store.Accounts.UpdateAsync(
            Id, Draft(secret: "inline"), reference with { Revision = referring.Revision }, Some.Author(), Cancel)).Record;

        Assert.Equal(("shared", false), (referring.SecretId, referring.OwnsSecret));
        Assert.True(back.OwnsSecret);
        Assert.Equal([back.SecretId, "shared"], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(back.SecretId, "inline"));
    }

    [Fact]
    public async Task Delete_waits_until_the_platform_has_forgotten_that_the_secret_was_used()
    {
        await CreateAsync();
        await Sandbox.SetAsync(new { secret_lag = "3x" }.Named());

        await Store.Accounts.DeleteAsync(Id, Some.Author(), cancellationToken: Cancel);

        Assert.Empty(await Sandbox.SecretsAsync());
        Assert.Equal(3, Time.Pauses.Count(pause => pause >= TimeSpan.FromSeconds(0.8) && pause < TimeSpan.FromSeconds(59)));
    }

    [Fact]
    public async Task A_connector_that_pipelines_use_stays_and_they_are_named()
    {
        await CreateAsync();
        await Sandbox.SetAsync(new { pipelines = "Deploy shop:Jira_Main,Report:Jira_Main" });

        var refusal = await FailsAsync(() => Store.Accounts.DeleteAsync(Id, Some.Author(), cancellationToken: Cancel));

        Assert.Equal((StoreErrorCodes.ProviderInUse, StoreErrorKind.InUse), (refusal.Code, refusal.Kind));
        Assert.Contains("'Pipelines: Deploy shop', 'Pipelines: Report'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([Id], await Sandbox.ConnectorsAsync());
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
    }

    [Theory]
    [InlineData("account.x", "x")]
    [InlineData("org.x", "default/x")]
    [InlineData(" default/x ", "default/x")]
    [InlineData("sandbox-account/default/shop/x", "default/shop/x")]
    [InlineData("default/shop/x", null)]
    [InlineData("x", null)]
    [InlineData("Jira Main", null)]
    public void A_spelling_that_is_not_the_one_of_an_id_is_corrected(string given, string? suggestion) =>
        Assert.Equal(suggestion, Open(org: "default", project: "shop").SuggestId(given));

    [Fact]
    public async Task A_name_finds_the_object_at_the_default_scope_and_around_it_but_is_no_id()
    {
        var created = await CreateAsync();
        var inside = Open(org: "default", project: "shop");

        Assert.Equal(created, await inside.Accounts.FindByNameAsync("Jira Main", Cancel));
        Assert.Equal(SecretId, (await inside.EncryptedTexts.FindByNameAsync("Jira Main - managed", Cancel))!.Id);
        Assert.Null(await inside.Accounts.FindAsync("Jira Main", Cancel));
        Assert.Null(await inside.Accounts.FindAsync("default/shop/Jira_Main", Cancel));
    }

    [Fact]
    public async Task A_secret_of_a_narrower_scope_is_refused_before_anything_is_sent()
    {
        var text = await Store.EncryptedTexts.CreateAsync(new(
            new() { Name = "inner", UsageScope = new UsageScope.AccountOrgProject(HarnessSandbox.Account, "default") },
            CredentialSource.Of(new("x"))), Some.Author(), Cancel);

        var refusal = await FailsAsync(
            () => Store.Accounts.CreateAsync(Draft() with { Credential = new CredentialSource.Reference(text.Id) }, Some.Author(), Cancel));

        Assert.Equal(("default/inner", StoreErrorCodes.BadReference), (text.Id, refusal.Code));
        Assert.Empty(await Sandbox.ConnectorsAsync());
    }

    [Fact]
    public async Task A_text_is_listed_updated_and_kept_while_connectors_use_it()
    {
        var fields = new EncryptedTextFields { Name = "jira token", UsageScope = Store.Capabilities.DefaultUsageScope };
        var created = await Store.EncryptedTexts.CreateAsync(new(fields, CredentialSource.Of(new("one"))), Some.Author(), Cancel);
        await Store.Accounts.CreateAsync(Draft() with { Credential = new CredentialSource.Reference(created.Id) }, Some.Author(), Cancel);

        var updated = await Store.EncryptedTexts.UpdateAsync(
            created.Id,
            new(fields with { Name = "renamed" }, CredentialSource.Of(new("two"))),
            new(fields, CredentialSource.Of(new("one")), created.Revision),
            Some.Author(),
            Cancel);
        var refusal = await Assert.ThrowsAsync<EncryptedTextInUseException>(
            () => Store.EncryptedTexts.DeleteAsync(created.Id, Some.Author(), cancellationToken: Cancel));

        Assert.Equal("jira_token", created.Id);
        Assert.Equal("renamed", updated.Record.Name);
        Assert.True(await Sandbox.HoldsAsync("jira_token", "two"));
        Assert.Equal([new("Jira Main", "Jira_Main")], refusal.Users);
        Assert.Equal(
            [("jira_token", false)], (await Some.ToListAsync(Store.EncryptedTexts.ListAsync(Cancel))).Select(text => (text.Id, text.Managed)));
    }

    [Fact]
    public async Task Requests_carry_our_version_and_the_key_and_no_secret_reaches_an_address()
    {
        await CreateAsync();

        Assert.All(await Sandbox.RequestsAsync(), request =>
        {
            Assert.Equal("HarnessCollab.Pulumi/1.2.3-test", request.GetProperty("userAgent").GetString());
            Assert.True(request.GetProperty("hasKey").GetBoolean());
            Assert.DoesNotContain("s3cret", request.GetProperty("path").GetString(), StringComparison.Ordinal);
        });
    }
}
