using System.Net.Http.Json;
using System.Text.Json;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

public sealed class HarnessListTests : HarnessTest
{
    [Fact]
    public async Task A_listing_goes_through_all_pages_and_looks_at_a_shared_secret_once()
    {
        await Store.EncryptedTexts.CreateAsync(
            new(new() { Name = "shared", UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("x"))), Some.Author(), Cancel);
        string[] names = [.. Enumerable.Range(0, 203).Select(number => $"{(number % 2 == 0 ? "b" : "A")} {number:D3}")];
        await SeedAsync(names);

        var listed = await Some.ToListAsync(Store.Accounts.ListAsync(Cancel));

        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Select(record => record.Fields.DisplayName));
        Assert.Equal(3, (await Sandbox.CallsAsync()).Count(call => call == "list-connectors"));
        Assert.Equal(2, (await Sandbox.CallsAsync()).Count(call => call == "get-secret"));
    }

    [Fact]
    public async Task A_search_goes_through_all_pages_by_id_and_looks_at_no_secret()
    {
        await Store.EncryptedTexts.CreateAsync(
            new(new() { Name = "shared", UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("x"))), Some.Author(), Cancel);
        string[] names = [.. Enumerable.Range(0, 203).Select(number => $"{(number % 2 == 0 ? "b" : "A")} {number:D3}")];
        await SeedAsync(names);
        var calls = (await Sandbox.CallsAsync()).Count(call => call == "get-secret");

        var found = await Some.ToListAsync(Store.Accounts.SearchAsync("A_199", place: null, fields => fields.DisplayName != "b 100", Cancel));

        Assert.Equal(
            names.Where(name => name != "b 100").Order(StringComparer.Ordinal).SkipWhile(name => name != "A 201"), found.Select(each => each.Name));
        Assert.Equal(calls, (await Sandbox.CallsAsync()).Count(call => call == "get-secret"));
    }

    [Fact]
    public void A_connector_that_signs_in_with_something_new_is_left_out_of_lists_and_refused_by_id()
    {
        using var document = JsonDocument.Parse(
            """{"connector":{"identifier":"x","name":"x","type":"Jira","""
            + """ "spec":{"jiraUrl":"https://j","auth":{"type":"OAuth","spec":{"tokenRef":"account.t"}}}}}""");

        Assert.Null(ConnectorJson.ReadIfOurs(document.RootElement, "store"));
        Assert.Equal(StoreErrorCodes.NotOurKind, Assert.Throws<StoreException>(() => ConnectorJson.Read(document.RootElement, "store")).Code);
    }

    [Fact]
    public void A_connector_from_before_auth_existed_is_read_by_its_old_members()
    {
        using var document = JsonDocument.Parse(
            """{"connector":{"identifier":"x","name":"x","type":"Jira","tags":null"""
            + ""","spec":{"jiraUrl":"https://j/","auth":null,"username":"anna","usernameRef":null,"""
            + """ "passwordRef":"account.t"}},"lastModifiedAt":5,"new":{}}""");

        var connector = ConnectorJson.Read(document.RootElement, "store");

        Assert.Equal(
            ("anna", "t", "5", "https://j"), (connector.Username, connector.Secret.ToString(), connector.Mark, connector.ToFields().BaseUrl));
    }

    // As somebody else made them, past the store.
    private async Task SeedAsync(string[] names)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("x-api-key", HarnessSandbox.ApiKey);
        foreach (var name in names)
        {
            var auth = new { type = "UsernamePassword", spec = new { username = "anna", passwordRef = "account.shared" } };
            var connector = new
            {
                name,
                identifier = name.Replace(' ', '_'),
                type = "Jira",
                spec = new { jiraUrl = "https://jira.example.com/", auth },
            };
            using var response = await client.PostAsJsonAsync(
                new Uri($"{Sandbox.BaseUrl}/ng/api/connectors?accountIdentifier={HarnessSandbox.Account}"), new { connector }, Cancel);
            response.EnsureSuccessStatusCode();
        }
    }
}
