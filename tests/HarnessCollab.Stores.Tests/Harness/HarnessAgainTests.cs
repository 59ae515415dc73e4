using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>A connector that somebody deleted is made again, whatever had happened to it before.</summary>
public sealed class HarnessAgainTests : HarnessTest
{
    private const string Id = "Jira_Main";
    private const string SecretId = "Jira_Main_managed";

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_connector_deleted_in_the_console_is_made_again(bool isRotated, bool isRenamed)
    {
        var created = await CreateAsync();
        var (name, secret) = (isRenamed ? "New Name" : "Jira Main", isRotated ? "rotated" : "s3cret-token");
        if (isRotated || isRenamed)
        {
            await Store.Accounts.UpdateAsync(Id, Draft(name, secret), Draft() with { Revision = created.Revision }, Some.Author(), Cancel);
        }

        await Sandbox.DeleteAsync("connector", Id);
        var again = await Store.Accounts.CreateAsync(
            Draft(name, secret) with { Fields = Draft(name).Fields with { Identifier = Id } },
            isRotated || isRenamed ? Some.OtherAuthor : Some.Author(),
            Cancel);

        Assert.Equal((Id, SecretId, true), (again.Id, again.SecretId, again.OwnsSecret));
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(SecretId, secret));
    }

    [Fact]
    public async Task The_secret_of_a_create_that_may_be_under_way_is_left_to_it_and_taken_up_when_it_is_old()
    {
        await CreateAsync(secret: "theirs");
        await Sandbox.DeleteAsync("connector", Id);

        Assert.Equal(
            StoreErrorCodes.EncryptedTextNameTaken,
            (await Assert.ThrowsAsync<NameTakenException>(() => Store.Accounts.CreateAsync(Draft(), Some.OtherAuthor, Cancel))).Code);
        Assert.True(await Sandbox.HoldsAsync(SecretId, "theirs"));

        Time.MoveTo(DateTimeOffset.UtcNow.AddMinutes(20));
        await Store.Accounts.CreateAsync(Draft(secret: "mine"), Some.OtherAuthor, Cancel);
        Assert.True(await Sandbox.HoldsAsync(SecretId, "mine"));
    }

    [Fact]
    public async Task Of_two_that_take_up_what_was_left_the_one_that_gets_the_connector_has_its_value_there()
    {
        var created = await CreateAsync();
        await Store.Accounts.UpdateAsync(Id, Draft("New Name"), Draft() with { Revision = created.Revision }, Some.Author(), Cancel);
        await Sandbox.DeleteAsync("connector", Id);
        var first = Open(reached: moment =>
        {
            if (moment == "before create connector")
            {
                Task.WaitAll([Sandbox.RotateAsync(SecretId, "of the other one")], Cancel);
            }
        });

        await first.Accounts.CreateAsync(Draft(secret: "first"), Some.Author(), Cancel);

        Assert.True(await Sandbox.HoldsAsync(SecretId, "first"));
    }

    [Fact]
    public async Task A_secret_in_the_way_that_is_not_ours_is_left_alone()
    {
        await Store.EncryptedTexts.CreateAsync(new(
            new() { Name = "theirs", Identifier = SecretId, UsageScope = Store.Capabilities.DefaultUsageScope },
            CredentialSource.Of(new("theirs"))), Some.OtherAuthor, Cancel);

        var refusal = await Assert.ThrowsAsync<NameTakenException>(() => CreateAsync());

        Assert.Equal(StoreErrorCodes.EncryptedTextNameTaken, refusal.Code);
        Assert.True(await Sandbox.HoldsAsync(SecretId, "theirs"));
    }
}
