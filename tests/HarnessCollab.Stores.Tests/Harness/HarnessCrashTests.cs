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
    [InlineData("before update connector")]
    [InlineData("after update connector")]
    [InlineData("before update secret")]
    [InlineData("after update secret")]
    public async Task Update_cut_short_is_finished_by_the_next(string moment)
    {
        var created = await CreateAsync();

        await KillAsync(moment, "update", created.Revision);
        await HarnessOperations.RunAsync(Store, "update", created.Revision);

        await AssertAsync(HarnessOperations.Rotated, Id);
        Assert.Equal("Renamed - managed", (await Store.EncryptedTexts.FindAsync(SecretId, Cancel))!.Name);
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

        Assert.Equal(SecretId, (await Store.Accounts.FindAsync(Id, Cancel))!.SecretId);
        Assert.True(await Sandbox.HoldsAsync(SecretId, HarnessOperations.Rotated));
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

    private Task KillAsync(string moment, string operation, string? revision = null) => KillAsync(Sandbox, moment, operation, revision);

    /// <param name="runs">The file that remembers runs; null = none.</param>
    internal static async Task KillAsync(HarnessSandbox sandbox, string moment, string operation, string? revision = null, string? runs = null)
    {
        using var child = Child.StartOnHarness(sandbox.BaseUrl, moment, operation, revision ?? "", runs);
        var error = await child.StandardError.ReadToEndAsync(Cancel);
        await child.WaitForExitAsync(Cancel);
        Assert.True(child.ExitCode == 137, $"the child ended with {child.ExitCode}: {error}");
    }

    private async Task AssertAsync(string secret, string id)
    {
        Assert.Equal([id], await Sandbox.ConnectorsAsync());
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(SecretId, secret));
    }
}
