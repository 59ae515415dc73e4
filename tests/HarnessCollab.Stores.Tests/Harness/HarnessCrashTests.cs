using HarnessCollab.Stores.Tests.Children;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>A process killed before or after any call of a write leaves nothing, or what the same write finishes when it is run again.</summary>
public sealed class HarnessCrashTests : HarnessTest
{
    private const string Id = "Jira_Main";
    private const string SecretId = "Jira_Main_managed";

    [Theory]
    [InlineData("before create secret")]
    [InlineData("after create secret")]
    [InlineData("before create connector")]
    public async Task Create_cut_short_before_the_connector_is_finished_by_the_next(string moment)
    {
        await KillAsync(moment, "create");
        Assert.Empty(await Sandbox.ConnectorsAsync());

        await HarnessOperations.RunAsync(Store, "create");

        await AssertAsync("s3cret-token", Id);
    }

    [Fact]
    public async Task Create_cut_short_after_the_connector_is_a_clash_that_gives_the_import_id()
    {
        await KillAsync("after create connector", "create");

        var refusal = await Assert.ThrowsAsync<NameTakenException>(() => HarnessOperations.RunAsync(Store, "create"));

        Assert.Equal(Id, refusal.Holder.Id);
        await AssertAsync("s3cret-token", Id);
    }

    [Theory]
    [InlineData("before create secret", true)]
    [InlineData("after create secret", true)]
    [InlineData("before update connector", true)]
    [InlineData("after update connector", false)]
    [InlineData("before delete secret", false)]
    [InlineData("after delete secret", false)]
    public async Task Rotation_cut_short_is_finished_by_the_next_and_the_connector_has_a_whole_credential_at_any_moment(string moment, bool isOld)
    {
        var created = await CreateAsync();

        await KillAsync(moment, "update", created.Revision);
        var between = (await Store.Accounts.FindAsync(Id, Cancel))!;
        Assert.Equal((isOld, true), (between.SecretId == SecretId, between.OwnsSecret));
        Assert.True(await Sandbox.HoldsAsync(between.SecretId, isOld ? "s3cret-token" : HarnessOperations.Rotated));
        await HarnessOperations.RunAsync(Store, "update", created.Revision);

        await AssertRotatedAsync();
        Assert.Equal("Renamed", (await Store.Accounts.FindAsync(Id, Cancel))!.Name);
    }

    [Theory]
    [InlineData("before create secret")]
    [InlineData("after create secret")]
    [InlineData("before update connector")]
    [InlineData("after update connector")]
    [InlineData("before delete secret")]
    [InlineData("after delete secret")]
    public async Task Delete_after_a_rotation_cut_short_leaves_nothing(string moment)
    {
        var created = await CreateAsync();

        await KillAsync(moment, "update", created.Revision);
        await HarnessOperations.RunAsync(Store, "delete");

        Assert.Empty(await Sandbox.ConnectorsAsync());
        Assert.Empty(await Sandbox.SecretsAsync());
    }

    [Theory]
    [InlineData("before update connector")]
    [InlineData("after update connector")]
    [InlineData("before update secret")]
    [InlineData("after update secret")]
    public async Task Rename_cut_short_is_finished_by_the_next(string moment)
    {
        var created = await CreateAsync();

        await KillAsync(moment, "rename", created.Revision);
        await HarnessOperations.RunAsync(Store, "rename", created.Revision);

        var found = (await Store.Accounts.FindAsync(Id, Cancel))!;
        Assert.Equal([found.SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(found.SecretId, "s3cret-token"));
        Assert.StartsWith("Renamed - managed", (await Store.EncryptedTexts.FindAsync(found.SecretId, Cancel))!.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before update connector")]
    [InlineData("after update connector")]
    [InlineData("before delete secret")]
    [InlineData("after delete secret")]
    public async Task Change_to_a_reference_cut_short_leaves_no_orphan(string moment)
    {
        var created = await CreateAsync();
        await HarnessOperations.CreateSharedAsync(Store);

        await KillAsync(moment, "reference", created.Revision);
        await HarnessOperations.RunAsync(Store, "reference", created.Revision);

        Assert.Equal(["shared"], await Sandbox.SecretsAsync());
        Assert.Equal("shared", (await Store.Accounts.FindAsync(Id, Cancel))!.SecretId);
    }

    [Theory]
    [InlineData("before create secret")]
    [InlineData("after create secret")]
    [InlineData("before update connector")]
    [InlineData("after update connector")]
    public async Task Change_to_inline_cut_short_is_finished_by_the_next(string moment)
    {
        await HarnessOperations.CreateSharedAsync(Store);
        var created = await Store.Accounts.CreateAsync(HarnessOperations.Referring, Some.Author(), Cancel);

        await KillAsync(moment, "inline", created.Revision);
        await HarnessOperations.RunAsync(Store, "inline", created.Revision);

        var found = (await Store.Accounts.FindAsync(Id, Cancel))!;
        Assert.True(found.OwnsSecret);
        Assert.Equal([found.SecretId, "shared"], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(found.SecretId, HarnessOperations.Rotated));
    }

    [Theory]
    [InlineData("before delete connector")]
    [InlineData("after delete connector")]
    [InlineData("before delete secret")]
    [InlineData("after delete secret")]
    public async Task Delete_cut_short_is_finished_by_the_next(string moment)
    {
        await CreateAsync();

        await KillAsync(moment, "delete");
        await HarnessOperations.RunAsync(Store, "delete");

        Assert.Empty(await Sandbox.ConnectorsAsync());
        Assert.Empty(await Sandbox.SecretsAsync());
    }

    private async Task AssertRotatedAsync()
    {
        var found = (await Store.Accounts.FindAsync(Id, Cancel))!;
        Assert.Equal([found.SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(found.SecretId, HarnessOperations.Rotated));
        Assert.NotEqual(SecretId, found.SecretId);
    }

    private async Task AssertAsync(string secret, string id)
    {
        Assert.Equal([id], await Sandbox.ConnectorsAsync());
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(SecretId, secret));
    }
}
