using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Children;

/// <summary>
/// Operations drawn by number, so that the parent knows the outcome: each process has three names of its own, and one name that
/// all fight for. Any failure that the contract does not name ends the process.
/// </summary>
internal static class Workload
{
    private const int Names = 3;
    private const string FoughtFor = "fought for";

    /// <summary>What must be there in the end: secrets by display name.</summary>
    public static Dictionary<string, string> Expect(int number, int operations) => Draw(number, operations).Aggregate(
        new Dictionary<string, string>(),
        (model, step) =>
        {
            if (step.Secret is null)
            {
                model.Remove(step.Name);
            }
            else
            {
                model[step.Name] = step.Secret;
            }

            return model;
        });

    public static async Task RunAsync(IProviderStore store, int number, int operations)
    {
        var author = Some.Author($"urn:child:{number}");
        var ids = new Dictionary<string, (string Id, string Secret)>();
        await store.EnsureCreatedAsync();
        foreach (var (name, secret) in Draw(number, operations))
        {
            var row = await store.Accounts.FindByNameAsync(name);
            if (ids.TryGetValue(name, out var known) != row is not null || (row is not null && !store.Holds(row.CredentialMark, new(known.Secret))))
            {
                throw new InvalidOperationException($"{name} is not as this process left it");
            }

            if (secret is null)
            {
                await store.Accounts.DeleteAsync(known.Id ?? "jcp_none", author);
                ids.Remove(name);
            }
            else if (row is null)
            {
                ids[name] = ((await store.Accounts.CreateAsync(Some.Draft(name, secret), author)).Id, secret);
            }
            else
            {
                await store.Accounts.UpdateAsync(row.Id, Some.Draft(name, secret), Some.Draft(name, known.Secret), author);
                ids[name] = (row.Id, secret);
            }

            await FightAsync(store, author);
        }
    }

    private static async Task FightAsync(IProviderStore store, Author author)
    {
        try
        {
            var won = await store.Accounts.CreateAsync(Some.Draft(FoughtFor), author);
            await store.Accounts.DeleteAsync(won.Id, author);
        }
        catch (NameTakenException)
        {
        }
    }

    private static IEnumerable<(string Name, string? Secret)> Draw(int number, int operations)
    {
        var random = new Random(number);
        for (var step = 0; step < operations; step++)
        {
            yield return ($"process {number} name {random.Next(Names)}", random.Next(3) == 0 ? null : $"secret {number} {step}");
        }
    }
}
