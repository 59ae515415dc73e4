using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

/// <summary>The view that others read; its columns are a promise.</summary>
public abstract class ReaderContract : StoreContract
{
    [Fact]
    public async Task The_view_shows_accounts_without_secrets()
    {
        var text = await CreateTextAsync(scope: new UsageScope.ApplicationEnvironments(ScopeNames.All, ScopeNames.Of("prod", "test")));
        await Store.Accounts.CreateAsync(Some.Referencing(text.Id), Some.Author(), Cancel);

        var row = await Place.QueryAsync(
            """
            SELECT display_name || '|' || base_url || '|' || username || '|' || credential_kind || '|' || usage_scope
                || '|' || revision || '|' || updated_by
            FROM jira_accounts_v1 WHERE updated_at IS NOT NULL
            """);

        Assert.Equal(
            [
                """Jira Main|https://example.atlassian.net|anna@example.com|apiToken|"""
                + """{"applications":"all","environments":["prod","test"]}|1|anna@build-7""",
            ],
            row);
    }
}
