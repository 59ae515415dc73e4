namespace HarnessCollab.Stores.Benchmarks;

/// <summary>Creates through the store, as the plugin does.</summary>
internal sealed class StoreCreator(IProviderStore store) : ICreator
{
    private static readonly Author Author = new()
    {
        Urn = "urn:pulumi:dev::shop::harnesscollab:index:JiraCollaborationProvider::main", User = "anna", Host = "build-7",
        Job = "https://ci.example.com/42",
    };

    public Task CreateAsync(int number) => store.Accounts.CreateAsync(Draft(number), Author);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private static Draft<JiraAccountFields> Draft(int number) => new(
        new JiraAccountFields
        {
            DisplayName = $"jira {number:D8}",
            BaseUrl = "https://example.atlassian.net",
            Username = "harness-bot@example.com",
            CredentialKind = CredentialKind.ApiToken,
            Description = "Files and updates issues of the shop.",
        },
        new CredentialSource.Owned(new SecretText(new string('t', 192))));
}
