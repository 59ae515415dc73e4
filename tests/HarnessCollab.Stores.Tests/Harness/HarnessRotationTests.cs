using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>Another credential is another secret: at every moment the connector refers to one that is whole.</summary>
public sealed class HarnessRotationTests : HarnessTest
{
    private const string Id = "Jira_Main";
    private const string SecretId = "Jira_Main_managed";

    [Fact]
    public async Task The_present_secret_is_not_touched_before_the_connector_refers_to_the_new_one()
    {
        var created = await CreateAsync();
        var seen = new List<string>();
        var watched = Open(reached: moment =>
        {
            if (moment == "before update connector")
            {
                seen = [.. Sandbox.SecretsAsync().GetAwaiter().GetResult()];
                Assert.True(Sandbox.HoldsAsync(SecretId, "s3cret-token").GetAwaiter().GetResult());
                Assert.True(Sandbox.HoldsAsync(seen[1], "rotated").GetAwaiter().GetResult());
            }
        });

        var rotated = await RotateAsync(created, "s3cret-token", "rotated", watched);

        Assert.Equal([SecretId, rotated.SecretId], seen);
        Assert.Equal([rotated.SecretId], await Sandbox.SecretsAsync());
        Assert.Equal(rotated, await Store.Accounts.FindAsync(Id, Cancel));
        Assert.Equal(CredentialMatch.Same, Assert.IsType<CredentialMark.Modification>(rotated.CredentialMark).Matches(rotated.Revision));
        var tags = (await Sandbox.DocumentAsync("secrets", rotated.SecretId))!.Value.GetProperty("tags");
        Assert.Equal(Id, tags.GetProperty("harnesscollab_connector").GetString());
    }

    [Fact]
    public async Task Rotations_follow_one_another_and_a_delete_removes_all()
    {
        var record = await CreateAsync();
        record = await RotateAsync(record, "s3cret-token", "two");
        record = await RotateAsync(record, "two", "three");

        Assert.Equal([record.SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(record.SecretId, "three"));
        await Store.Accounts.DeleteAsync(Id, Some.Author(), cancellationToken: Cancel);
        Assert.Empty(await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task A_manager_outside_keeps_values_by_name_and_loses_none()
    {
        await Sandbox.SetAsync(new { managers = "vault@account" });
        await Sandbox.SeedSecretAsync(new
        {
            type = "SecretText", name = "Jira Main - managed", identifier = SecretId,
            tags = new { harnesscollab_connector = Id },
            spec = new { secretManagerIdentifier = "vault", valueType = "Inline", value = "s3cret-token" },
        });
        await Sandbox.SeedConnectorAsync(new
        {
            name = "Jira Main", identifier = Id, type = "Jira",
            spec = new
            {
                jiraUrl = "https://example.atlassian.net",
                auth = new { type = "UsernamePassword", spec = new { username = "anna@example.com", passwordRef = $"account.{SecretId}" } },
            },
        });
        var found = (await Store.Accounts.FindAsync(Id, Cancel))!;
        var inVault = Open(manager: "vault");

        var rotated = await RotateAsync(found, "s3cret-token", "rotated", inVault);

        Assert.Equal([rotated.SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(rotated.SecretId, "rotated"));
    }

    [Theory]
    [InlineData("create-secret:lost-reply")]
    [InlineData("create-secret:dropped")]
    [InlineData("update-connector:lost-reply")]
    [InlineData("delete-secret:lost-reply")]
    [InlineData("update-connector:optimistic-lock:2")]
    public async Task A_rotation_survives_lost_replies(string fault)
    {
        var created = await CreateAsync();
        await Sandbox.FailAsync(fault);

        var rotated = await RotateAsync(created, "s3cret-token", "rotated");

        Assert.Equal([rotated.SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(rotated.SecretId, "rotated"));
    }

    [Theory]
    [InlineData("update-connector:quota", StoreErrorCodes.Rejected)]
    [InlineData("update-connector:optimistic-lock:9", StoreErrorCodes.Conflict)]
    public async Task A_rotation_that_the_platform_refuses_leaves_all_as_it_was(string fault, string code)
    {
        var created = await CreateAsync();
        await Sandbox.FailAsync(fault);

        Assert.Equal(code, (await FailsAsync(() => RotateAsync(created, "s3cret-token", "rotated"))).Code);

        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
        Assert.Equal(created, await Store.Accounts.FindAsync(Id, Cancel));
    }

    [Fact]
    public async Task Without_the_right_to_delete_the_old_secret_stays_which_is_told_and_the_next_write_removes_it()
    {
        var created = await CreateAsync();
        await Sandbox.SetAsync(new { deny = "core_secret_delete" });

        var rotated = await RotateAsync(created, "s3cret-token", "rotated");

        Assert.StartsWith($"HC3068: the connector 'Jira Main' ({Id})", rotated.Warning, StringComparison.Ordinal);
        Assert.Contains(SecretId, rotated.Warning, StringComparison.Ordinal);
        Assert.Equal([SecretId, rotated.SecretId], await Sandbox.SecretsAsync());

        await Sandbox.SetAsync(new { deny = "" });
        var basis = Draft(secret: "rotated") with { Revision = rotated.Revision };
        var candidate = basis with { Fields = basis.Fields with { Description = "new" } };
        var result = await Store.Accounts.UpdateAsync(Id, candidate, basis, Some.Author(), Cancel);

        Assert.Null(result.Record.Warning);
        Assert.Equal([rotated.SecretId], await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task An_old_secret_that_something_else_uses_stays_which_is_told()
    {
        var created = await CreateAsync();
        await Sandbox.SeedConnectorAsync(new
        {
            name = "Theirs", identifier = "theirs", type = "Jira",
            spec = new
            {
                jiraUrl = "https://jira.example.com",
                auth = new { type = "PersonalAccessToken", spec = new { patRef = $"account.{SecretId}" } },
            },
        });

        var rotated = await RotateAsync(created, "s3cret-token", "rotated");

        Assert.Contains("is in use by 'Theirs'", rotated.Warning, StringComparison.Ordinal);
        Assert.True(await Sandbox.HoldsAsync(SecretId, "s3cret-token"));
        Assert.True(await Sandbox.HoldsAsync(rotated.SecretId, "rotated"));
    }

    [Fact]
    public async Task A_secret_that_is_not_ours_is_never_removed_whatever_it_is_called()
    {
        var created = await CreateAsync();
        await SeedAsync("Jira_Main_managed_0a1b2c3d");
        await SeedAsync("Jira_Main_managed_other", ("harnesscollab_connector", "Jira_Main_2"));

        var rotated = await RotateAsync(created, "s3cret-token", "rotated");
        Assert.Equal(3, (await Sandbox.SecretsAsync()).Count);
        await Store.Accounts.DeleteAsync(Id, Some.Author(), cancellationToken: Cancel);

        Assert.Equal(["Jira_Main_managed_0a1b2c3d", "Jira_Main_managed_other"], await Sandbox.SecretsAsync());
        Assert.DoesNotContain(rotated.SecretId, await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task An_imported_secret_that_a_rotation_leaves_stays()
    {
        await SeedAsync("theirs");
        await Sandbox.SeedConnectorAsync(new
        {
            name = "Jira Main", identifier = Id, type = "Jira",
            spec = new
            {
                jiraUrl = "https://example.atlassian.net",
                auth = new { type = "UsernamePassword", spec = new { username = "anna@example.com", passwordRef = "account.theirs" } },
            },
        });
        var basis = Draft() with { Credential = new CredentialSource.Reference("theirs") };

        var updated = (await Store.Accounts.UpdateAsync(Id, Draft(secret: "own"), basis, Some.Author(), Cancel)).Record;

        Assert.Equal((true, null), (updated.OwnsSecret, updated.Warning));
        Assert.Equal([updated.SecretId, "theirs"], await Sandbox.SecretsAsync());
    }

    [Theory]
    [InlineData(128)]
    [InlineData(113)]
    [InlineData(100)]
    public async Task Long_identifiers_and_signs_that_mean_something_in_a_search_are_no_obstacle(int length)
    {
        var identifier = $"J$ira_{new string('x', length - 6)}";
        var draft = Draft() with { Fields = Draft().Fields with { Identifier = identifier } };
        var created = await Store.Accounts.CreateAsync(draft, Some.Author(), Cancel);

        var rotated = await Store.Accounts.UpdateAsync(
            identifier,
            draft with { Credential = new CredentialSource.Owned(new("rotated")) },
            draft with { Revision = created.Revision },
            Some.Author(),
            Cancel);

        Assert.Equal([rotated.Record.SecretId], await Sandbox.SecretsAsync());
        Assert.True(rotated.Record.OwnsSecret);
        await Sandbox.ForgetAsync(rotated.Record.SecretId);
        Assert.True((await Store.Accounts.FindAsync(identifier, Cancel))!.OwnsSecret);
    }

    [Fact]
    public async Task A_secret_rotated_in_the_console_after_a_rotation_of_ours_is_a_conflict()
    {
        var rotated = await RotateAsync(await CreateAsync(), "s3cret-token", "two");
        await Sandbox.RotateAsync(rotated.SecretId, "theirs");

        await Assert.ThrowsAsync<StoreConflictException>(() => RotateAsync(rotated, "two", "three"));

        Assert.Equal([rotated.SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(rotated.SecretId, "theirs"));
    }

    private async Task<JiraAccountRecord> RotateAsync(JiraAccountRecord known, string old, string @new, IProviderStore? store = null) =>
        (await (store ?? Store).Accounts.UpdateAsync(
            Id, Draft(secret: @new), Draft(secret: old) with { Revision = known.Revision }, Some.Author(), Cancel)).Record;

    private Task SeedAsync(string identifier, params (string Key, string Value)[] tags) => Sandbox.SeedSecretAsync(new
    {
        type = "SecretText", name = identifier, identifier,
        tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value),
        spec = new { secretManagerIdentifier = "harnessSecretManager", valueType = "Inline", value = identifier },
    });
}
