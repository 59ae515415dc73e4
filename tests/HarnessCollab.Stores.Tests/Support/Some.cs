namespace HarnessCollab.Stores.Tests.Support;

/// <summary>Values that tests start from.</summary>
public static class Some
{
    public const string Urn = "urn:pulumi:dev::shop::harnesscollab:index:JiraCollaborationProvider::main";

    public static Author Author(string urn = Urn) => new() { Urn = urn, User = "anna", Host = "build-7", Job = "https://ci.example.com/42" };

    public static Author OtherAuthor =>
        new() { Urn = "urn:pulumi:prod::shop::harnesscollab:index:JiraCollaborationProvider::main", User = "ben", Host = "laptop" };

    public static JiraAccountFields Fields(string displayName = "Jira Main") => new()
    {
        DisplayName = displayName,
        BaseUrl = "https://example.atlassian.net",
        Username = "anna@example.com",
        CredentialKind = CredentialKind.ApiToken,
    };

    public static Draft<JiraAccountFields> Draft(string displayName = "Jira Main", string secret = "s3cret-token") =>
        new(Fields(displayName), new CredentialSource.Owned(new(secret)));

    public static Draft<JiraAccountFields> Referencing(string textId, string displayName = "Jira Main") =>
        new(Fields(displayName), new CredentialSource.Reference(textId));

    public static EncryptedTextFields Text(string name = "jira token", UsageScope? scope = null) =>
        new() { Name = name, UsageScope = scope ?? UsageScope.All };

    public static UsageScope Scope(string application, string environment) =>
        new UsageScope.ApplicationEnvironments(ScopeNames.Of(application), ScopeNames.Of(environment));

    public static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items.WithCancellation(TestContext.Current.CancellationToken))
        {
            list.Add(item);
        }

        return list;
    }
}
