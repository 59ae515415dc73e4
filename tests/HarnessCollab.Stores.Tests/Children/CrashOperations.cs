using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Children;

/// <summary>What the crash tests cut short, and then do again.</summary>
internal static class CrashOperations
{
    public const string TextName = "shared text";
    public const string Rotated = "rotated-value";

    public static async Task RunAsync(IProviderStore store, string operation)
    {
        await store.EnsureCreatedAsync();
        switch (operation)
        {
            case "create":
                await CreateOrAdoptAsync(store);
                break;

            case "update":
                await store.Accounts.UpdateAsync(await IdAsync(store), Some.Draft("Renamed", Rotated), Some.Draft(), Some.Author());
                break;

            case "reference":
                var text = await store.EncryptedTexts.FindByNameAsync(TextName);
                await store.Accounts.UpdateAsync(await IdAsync(store), Some.Referencing(text!.Id), Some.Draft(), Some.Author());
                break;

            case "delete":
                await store.Accounts.DeleteAsync(await IdAsync(store), Some.Author());
                break;

            case "rotate":
                await ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author());
                break;

            default:
                throw new ArgumentException(operation);
        }
    }

    // As a resource does it: a name held by the same owner is an unanswered create of an earlier run.
    private static async Task CreateOrAdoptAsync(IProviderStore store)
    {
        try
        {
            await store.Accounts.CreateAsync(Some.Draft(), Some.Author());
        }
        catch (NameTakenException taken) when (taken.Holder.Owner == Some.Urn)
        {
            await store.Accounts.AdoptAsync(taken.Holder.Id, Some.Draft(), isKnown: false, Some.Author());
        }
    }

    private static async Task<string> IdAsync(IProviderStore store) =>
        ((await store.Accounts.FindByNameAsync("Jira Main") ?? await store.Accounts.FindByNameAsync("Renamed"))?.Id) ?? "jcp_gone";
}
