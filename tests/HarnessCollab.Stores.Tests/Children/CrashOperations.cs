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
                await store.UpdateProviderAsync(await IdAsync(store), Some.Draft("Renamed", Rotated), Some.Draft(), Some.Author());
                break;

            case "reference":
                var text = await store.FindTextByNameAsync(TextName);
                await store.UpdateProviderAsync(await IdAsync(store), Some.Referencing(text!.Id), Some.Draft(), Some.Author());
                break;

            case "delete":
                await store.DeleteProviderAsync(await IdAsync(store), Some.Author());
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
            await store.CreateProviderAsync(Some.Draft(), Some.Author());
        }
        catch (NameTakenException taken) when (taken.Holder.Owner == Some.Urn)
        {
            await store.AdoptProviderAsync(taken.Holder.Id, Some.Draft(), isKnown: false, Some.Author());
        }
    }

    private static async Task<string> IdAsync(IProviderStore store) =>
        ((await store.FindProviderByNameAsync("Jira Main") ?? await store.FindProviderByNameAsync("Renamed"))?.Id) ?? "jcp_gone";
}
