using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Children;

/// <summary>What the crash tests on a platform cut short, and then do again.</summary>
internal static class HarnessOperations
{
    public const string Rotated = "rotated-value";

    private const string Id = "Jira_Main";
    private const string Shared = "shared";

    public static Draft<JiraAccountFields> Referring => Some.Draft() with { Credential = new CredentialSource.Reference(Shared) };

    public static Task<EncryptedTextRecord> CreateSharedAsync(IProviderStore store) =>
        store.EncryptedTexts.CreateAsync(
            new(new() { Name = Shared, UsageScope = store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("text-value"))), Some.Author());

    public static Task RunAsync(IProviderStore store, string operation, string? revision = null) => operation switch
    {
        "create" => store.Accounts.CreateAsync(Some.Draft(), Some.Author()),
        "update" => store.Accounts.UpdateAsync(Id, Some.Draft("Renamed", Rotated), Some.Draft() with { Revision = revision }, Some.Author()),
        "reference" => store.Accounts.UpdateAsync(Id, Referring, Some.Draft() with { Revision = revision }, Some.Author()),
        "inline" => store.Accounts.UpdateAsync(Id, Some.Draft(secret: Rotated), Referring with { Revision = revision }, Some.Author()),
        "delete" => store.Accounts.DeleteAsync(Id, Some.Author()),
        _ => throw new ArgumentException(operation),
    };
}
