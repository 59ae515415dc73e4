namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>Finds an account by its display name.</summary>
internal static class AccountFinder
{
    /// <exception cref="PluginException">There is none. The message names an account whose name differs only in upper and lower case.</exception>
    public static async Task<JiraAccountRecord> FindAsync(IProviderStore store, string displayName)
    {
        if (await store.Accounts.FindByNameAsync(displayName) is { } account)
        {
            return account;
        }

        var near = await store.Accounts.FindOfLikeNameAsync(new(displayName));
        var hint = near.Count > 0
            ? $"Names are case-sensitive: there is {TextProblems.Quote(near[0].Fields.DisplayName)}."
            : "'accounts list' shows all names.";
        throw new PluginException(
            CommandErrorCodes.NoSuchAccount,
            $"there is no Jira account named {TextProblems.Quote(displayName)} in the {store.Description}. {hint}");
    }
}
