using HarnessCollab.Provider.Commands.Check;
using HarnessCollab.Provider.Commands.Syntax;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>The store as its readers see it: Jira accounts, by display name.</summary>
internal static class AccountsCommand
{
    public static CommandGroup Group { get; } = new(
        "accounts",
        ("list", ListAccounts.Syntax, ListAccounts.RunAsync),
        ("show", ShowAccount.Syntax, ShowAccount.RunAsync),
        ("check", CheckAccounts.Syntax, CheckAccounts.RunAsync),
        ("exec", ExecWithAccount.Syntax, ExecWithAccount.RunAsync),
        ("seal", SealAccount.Syntax, SealAccount.RunAsync),
        ("delete", DeleteAccount.Syntax, DeleteAccount.RunAsync));
}
