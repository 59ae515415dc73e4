using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Children;

/// <summary>What the crash tests on a platform cut short, and then do again.</summary>
internal static class HarnessOperations
{
    public const string Rotated = "rotated-value";

    private const string Id = "Jira_Main";
    private const string Shared = "shared";

    public static Draft<JiraAccountFields> Referring => Some.Draft() with { Credential = new CredentialSource.Reference(Shared) };

    private static Draft<EncryptedTextFields> Text(IProviderStore store) =>
        new(new() { Name = Shared, UsageScope = store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("text-value")));

    public static Task<EncryptedTextRecord> CreateSharedAsync(IProviderStore store) =>
        store.EncryptedTexts.CreateAsync(Text(store), Some.Author());

    public static Task RunAsync(IProviderStore store, string operation, string? revision = null) => operation switch
    {
        "create" => CreateAsync(store, store.Accounts, new("Jira Main"), Some.Draft()),
        "create-rotated" => CreateAsync(store, store.Accounts, new("Jira Main"), Some.Draft(secret: Rotated)),
        "create-referring" => CreateAsync(store, store.Accounts, new("Jira Main"), Referring),
        "create-text" => CreateAsync(store, store.EncryptedTexts, new(Shared), Text(store)),
        "update" => store.Accounts.UpdateAsync(Id, Some.Draft("Renamed", Rotated), Some.Draft() with { Revision = revision }, Some.Author()),
        "rename" => store.Accounts.UpdateAsync(Id, Some.Draft("Renamed"), Some.Draft() with { Revision = revision }, Some.Author()),
        "enforce" => store.Accounts.UpdateAsync(
            Id,
            Some.Draft("Renamed", Rotated) with { DelegateTest = DelegateTest.Enforce },
            Some.Draft() with { Revision = revision },
            Some.Author()),
        "reference" => store.Accounts.UpdateAsync(Id, Referring, Some.Draft() with { Revision = revision }, Some.Author()),
        "inline" => store.Accounts.UpdateAsync(Id, Some.Draft(secret: Rotated), Referring with { Revision = revision }, Some.Author()),
        "delete" => store.Accounts.DeleteAsync(Id, Some.Author()),
        _ => throw new ArgumentException(operation),
    };

    /// <summary>As a resource does it: what an unanswered create of the same author has left is taken up.</summary>
    public static async Task<TRecord> CreateAsync<TFields, TRecord>(
        IProviderStore store, IStoreTable<TFields, TRecord> table, ObjectIdentity wanted, Draft<TFields> draft, Author? author = null)
        where TFields : INamedFields
        where TRecord : StoreRecord<TFields>
    {
        author ??= Some.Author();
        await store.EnsureCreatedAsync();
        return await table.FindInTheWayAsync(wanted, author) is { IsSettled: false } left && left.Owner == author.Urn
            ? await table.AdoptAsync(left.Id, draft, isKnown: false, author)
            : await table.CreateAsync(draft, author);
    }
}
