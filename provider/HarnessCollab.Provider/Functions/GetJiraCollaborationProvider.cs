using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Resources;

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

        var record = id is not null
            ? await session.Store.Accounts.FindAsync(id, cancellationToken)
            : await session.Store.Accounts.FindByNameAsync(displayName!, cancellationToken);
        if (record is not null)
        {
            return JiraAccountResults.Encode(record);
        }

        var similar = displayName is null ? [] : await session.Store.Accounts.FindOfLikeNameAsync(new(displayName), cancellationToken);
        var advice = similar.Count > 0
            ? $"There is {TextProblems.Quote(similar[0].Fields.DisplayName)}; letter case counts."
            : "getJiraCollaborationProviders lists what there is.";
        throw new PluginException(
            ErrorCodes.NotFound,
            "there is no Jira account with the "
            + $"{(id is null ? $"display name {TextProblems.Quote(displayName!)}" : $"id {TextProblems.Quote(id)}")} in the store "
            + $"({session.Store.Description}). {advice}",
            StatusCode.NotFound);
    }
}
