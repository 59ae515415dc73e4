using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Functions;

/// <summary>Finds one provider by id or display name.</summary>
internal sealed class GetJiraCollaborationProvider : Function
{
    private static readonly PropertySet DeclaredArguments = new();
    private static readonly Property<string> Id = DeclaredArguments.Text("id", "The Jira account's id. Give this or the display name.");
    private static readonly Property<string> DisplayName = DeclaredArguments.Text(
        "displayName", "The Jira account's display name, letter case included. Give this or the id.");

    public override string Name => "getJiraCollaborationProvider";

    public override PropertySet Arguments => DeclaredArguments;

    public override PropertySet Results => JiraAccountResults.Members;

    public override async Task<PropertyMap> InvokeAsync(
        PropertyMap arguments, CheckProblems problems, Session session, CancellationToken cancellationToken)
    {
        var id = Id.Read(arguments).Or(null);
        var displayName = DisplayName.Read(arguments).Or(null)?.Trim();
        if (id is null == displayName is null)
        {
            problems.Add(ErrorCodes.Missing, $"{Name} takes exactly one of id and displayName.", Id.Name);
            return PropertyMap.Empty;
        }

        return JiraAccountResults.Encode(displayName is not null
            ? await FindAsync(displayName, session, cancellationToken)
            : await session.Store.Accounts.FindAsync(id!, cancellationToken)
                ?? throw NotFound($"id {TextProblems.Quote(id!)}", "getJiraCollaborationProviders lists what there is.", session));
    }

    /// <summary>The account of this display name.</summary>
    /// <exception cref="PluginException">There is none; one that differs in letter case only is named.</exception>
    public static async Task<JiraAccountRecord> FindAsync(string displayName, Session session, CancellationToken cancellationToken)
    {
        if (await session.Store.Accounts.FindByNameAsync(displayName, cancellationToken) is { } account)
        {
            return account;
        }

        var similar = await session.Store.Accounts.FindOfLikeNameAsync(new(displayName), cancellationToken);
        var advice = similar.Count > 0
            ? $"There is {TextProblems.Quote(similar[0].Fields.DisplayName)}; letter case counts."
            : "getJiraCollaborationProviders lists what there is.";
        throw NotFound($"display name {TextProblems.Quote(displayName)}", advice, session);
    }

    private static PluginException NotFound(string what, string advice, Session session) => new(
        ErrorCodes.NotFound, $"there is no Jira account with the {what} in the store ({session.Store.Description}). {advice}", StatusCode.NotFound);
}
