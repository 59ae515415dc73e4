using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>The platform's records of who uses what go later than the use: a delete waits for them, and only for them.</summary>
public sealed class HarnessDeleteTests : HarnessTest
{
    private const string Id = "Jira_Main";

    // The pauses of a delete come to some thirty seconds; ten seconds are over after the fourth.
    private const string TenSeconds = "4x";

    [Fact]
    public async Task A_connector_and_the_text_it_used_go_one_after_the_other()
    {
        await Sandbox.SetAsync(new { secret_lag = TenSeconds }.Named());
        var text = await SharedAsync();
        await Store.Accounts.CreateAsync(Draft() with { Credential = new CredentialSource.Reference(text.Id) }, Some.Author(), Cancel);

        await Store.Accounts.DeleteAsync(Id, Some.Author(), cancellationToken: Cancel);
        await Store.EncryptedTexts.DeleteAsync(text.Id, Some.Author(), cancellationToken: Cancel);

        Assert.Empty(await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task An_owned_secret_goes_right_after_its_connector_has_been_pointed_elsewhere()
    {
        await Sandbox.SetAsync(new { secret_lag = TenSeconds }.Named());
        var created = await CreateAsync();
        var text = await SharedAsync();
        var reference = Draft() with { Credential = new CredentialSource.Reference(text.Id) };

        await Store.Accounts.UpdateAsync(Id, reference, Draft() with { Revision = created.Revision }, Some.Author(), Cancel);

        Assert.Equal(["shared"], await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task A_secret_that_a_connector_uses_is_refused_at_once()
    {
        var text = await SharedAsync();
        await Store.Accounts.CreateAsync(Draft() with { Credential = new CredentialSource.Reference(text.Id) }, Some.Author(), Cancel);
        Time.Pauses.Clear();

        var refusal = await Assert.ThrowsAsync<EncryptedTextInUseException>(
            () => Store.EncryptedTexts.DeleteAsync(text.Id, Some.Author(), cancellationToken: Cancel));

        Assert.Equal(["Jira Main"], refusal.Users.Select(user => user.Name));
        Assert.Empty(Time.Pauses);
    }

    [Fact]
    public async Task A_user_that_came_and_went_does_not_hide_the_one_that_stays()
    {
        var text = await SharedAsync();
        await Store.Accounts.CreateAsync(Draft() with { Credential = new CredentialSource.Reference(text.Id) }, Some.Author(), Cancel);
        await Store.Accounts.CreateAsync(Draft("Stays") with { Credential = new CredentialSource.Reference(text.Id) }, Some.Author(), Cancel);
        await Store.Accounts.DeleteAsync(Id, Some.Author(), cancellationToken: Cancel);

        var refusal = await Assert.ThrowsAsync<EncryptedTextInUseException>(
            () => Store.EncryptedTexts.DeleteAsync(text.Id, Some.Author(), cancellationToken: Cancel));

        Assert.Equal(["Stays"], refusal.Users.Select(user => user.Name));
    }

    [Fact]
    public async Task A_connector_whose_pipelines_have_gone_is_deleted_once_the_platform_has_noticed()
    {
        await CreateAsync();
        await Sandbox.SetAsync(new { pipelines = "Deploy shop:Jira_Main", connector_lag = TenSeconds }.Named());
        await Sandbox.SetAsync(new { pipelines = "" });

        await Store.Accounts.DeleteAsync(Id, Some.Author(), cancellationToken: Cancel);

        Assert.Empty(await Sandbox.ConnectorsAsync());
        Assert.Empty(await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task A_user_that_the_key_may_not_see_is_waited_for_and_then_named()
    {
        var text = await SharedAsync();
        var inside = Draft("Inside") with
        {
            Credential = new CredentialSource.Reference(text.Id),
            Fields = Draft("Inside").Fields with { OrgId = "default" },
        };
        await Store.Accounts.CreateAsync(inside, Some.Author(), Cancel);
        await Sandbox.SetAsync(new { deny = "core_connector_view@default" });

        var refusal = await Assert.ThrowsAsync<EncryptedTextInUseException>(
            () => Store.EncryptedTexts.DeleteAsync(text.Id, Some.Author(), cancellationToken: Cancel));

        Assert.Equal([("Inside", (string?)null)], refusal.Users.Select(user => (user.Name, user.Id)));
    }

    private Task<EncryptedTextRecord> SharedAsync() =>
        Store.EncryptedTexts.CreateAsync(
            new(new() { Name = "shared", UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("one"))),
            Some.Author(),
            Cancel);
}
