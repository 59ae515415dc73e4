using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>A write replaces the whole document, so what others have put there, and what we do not know, is carried through.</summary>
public sealed class HarnessCarryTests : HarnessTest
{
    [Fact]
    public async Task Members_of_a_connector_that_are_not_ours_survive_an_update()
    {
        var created = await CreateAsync();
        await Sandbox.EditAsync("connector", "Jira_Main", new
        {
            newAtTheTop = "kept",
            spec = new
            {
                ignoreTestConnection = true,
                executeOnDelegate = false,
                proxy = new { url = "http://proxy" },
                auth = new { spec = new { region = "eu" } },
            },
        });
        var found = await Store.Accounts.FindAsync("Jira_Main", Cancel);
        var candidate = Draft() with { Fields = Draft().Fields with { Description = "new", Tags = created.Fields.Tags.Add("a", "b") } };

        await Store.Accounts.UpdateAsync("Jira_Main", candidate, Draft() with { Revision = found!.Revision }, Some.Author(), Cancel);

        var document = (await Sandbox.DocumentAsync("connectors", "Jira_Main"))!.Value;
        var spec = document.GetProperty("spec");
        Assert.Equal(("kept", "new"), (document.GetProperty("newAtTheTop").GetString(), document.GetProperty("description").GetString()));
        Assert.True(spec.GetProperty("ignoreTestConnection").GetBoolean());
        Assert.False(spec.GetProperty("executeOnDelegate").GetBoolean());
        Assert.Equal("http://proxy", spec.GetProperty("proxy").GetProperty("url").GetString());
        Assert.Equal("eu", spec.GetProperty("auth").GetProperty("spec").GetProperty("region").GetString());
        Assert.False(spec.TryGetProperty("passwordRef", out _), spec.ToString());
        Assert.False(spec.TryGetProperty("username", out _), spec.ToString());
    }

    [Fact]
    public async Task A_user_name_by_reference_survives_an_update()
    {
        await SecretAsync("user");
        await SecretAsync("token");
        await Sandbox.SeedConnectorAsync(new
        {
            name = "Theirs", identifier = "theirs", type = "Jira",
            spec = new
            {
                jiraUrl = "https://jira.example.com",
                auth = new { type = "UsernamePassword", spec = new { usernameRef = "account.user", passwordRef = "account.token" } },
            },
        });
        var found = (await Store.Accounts.FindAsync("theirs", Cancel))!;
        var basis = new Draft<JiraAccountFields>(found.Fields, new CredentialSource.Reference("token"), found.Revision);

        await Store.Accounts.UpdateAsync("theirs", basis with { Fields = found.Fields with { Description = "new" } }, basis, Some.Author(), Cancel);

        var auth = (await Sandbox.DocumentAsync("connectors", "theirs"))!.Value.GetProperty("spec").GetProperty("auth");
        Assert.Equal("account.user", auth.GetProperty("spec").GetProperty("usernameRef").GetString());
        Assert.False(auth.GetProperty("spec").TryGetProperty("username", out _), auth.ToString());
    }

    [Fact]
    public async Task Another_way_to_sign_in_starts_with_a_clean_sheet()
    {
        var created = await CreateAsync();
        await Sandbox.EditAsync("connector", "Jira_Main", new { spec = new { auth = new { spec = new { region = "eu" } } } });
        var candidate = Draft() with { Fields = Draft().Fields with { CredentialKind = CredentialKind.PersonalAccessToken, Username = null } };

        await Store.Accounts.UpdateAsync("Jira_Main", candidate, Draft() with { Revision = created.Revision }, Some.Author(), Cancel);

        var auth = (await Sandbox.DocumentAsync("connectors", "Jira_Main"))!.Value.GetProperty("spec").GetProperty("auth");
        Assert.Equal(["patRef"], auth.GetProperty("spec").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Members_of_a_secret_that_are_not_ours_survive_an_update()
    {
        var fields = new EncryptedTextFields { Name = "t", UsageScope = Store.Capabilities.DefaultUsageScope };
        await Store.EncryptedTexts.CreateAsync(new(fields, CredentialSource.Of(new("one"))), Some.Author(), Cancel);
        await Sandbox.EditAsync("secret", "t", new { owner = "them", spec = new { additionalMetadata = new { values = new { regions = "eu" } } } });
        var found = await Store.EncryptedTexts.FindAsync("t", Cancel);

        await Store.EncryptedTexts.UpdateAsync(
            "t",
            new(fields with { Name = "renamed" }, CredentialSource.Of(new("two"))),
            new(fields, CredentialSource.Of(new("one")), found!.Revision),
            Some.Author(),
            Cancel);

        var document = (await Sandbox.DocumentAsync("secrets", "t"))!.Value;
        Assert.Equal("renamed", document.GetProperty("name").GetString());
        Assert.Equal("eu", document.GetProperty("spec").GetProperty("additionalMetadata").GetProperty("values").GetProperty("regions").GetString());
        Assert.True(await Sandbox.HoldsAsync("t", "two"));
    }

    private Task SecretAsync(string identifier) => Sandbox.SeedSecretAsync(
        new { type = "SecretText", name = identifier, identifier, spec = new
        {
            secretManagerIdentifier = "harnessSecretManager",
            valueType = "Inline",
            value = identifier,
        } });
}
