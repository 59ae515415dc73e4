using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Functions;

/// <summary>Finds one Jira account by id or display name.</summary>
internal sealed class GetJiraCollaborationProvider : Function
{
    private static readonly PropertySet DeclaredArguments = new();
    private static readonly Property<string> Id = DeclaredArguments.Text("id", "The Jira account's id. Give this or the display name.");
    private static readonly Property<string> DisplayName = DeclaredArguments.Text(
        "displayName", "The Jira account's display name, letter case included. Give this or the id.");

    public override string Name => "getJiraCollaborationProvider";

    public override PropertySet Arguments => DeclaredArguments;

    public override PropertySet Results => JiraAccountResults.Members;

    public override async Task<PropertyMap> InvokeAsync(PropertyMap arguments, CheckProblems problems, Operation operation)
    {
        var id = Id.Read(arguments).Or(null);
        var displayName = DisplayName.Read(arguments).Or(null)?.Trim();
        if (id is null == displayName is null)
        {
            problems.Add(ErrorCodes.Missing, $"{Name} needs exactly one of id and displayName.", Id.Name);
            return PropertyMap.Empty;
        }

        return JiraAccountResults.Encode(displayName is not null
            ? await FindAsync(displayName, operation)
            : await operation.Session.Store.Accounts.FindAsync(id!, operation.Cancellation)
                ?? throw NotFound($"id {TextProblems.Quote(id!)}", "getJiraCollaborationProviders lists all Jira accounts.", operation));
    }

    /// <summary>The account with this display name.</summary>
    /// <exception cref="PluginException">There is none. The message names an account that differs only in upper and lower case, or the resource of
    /// this
    /// program that will create it.</exception>
    public static async Task<JiraAccountRecord> FindAsync(string displayName, Operation operation)
    {
        var accounts = operation.Session.Store.Accounts;
        if (await accounts.FindByNameAsync(displayName, operation.Cancellation) is { } account)
        {
            return account;
        }

        var similar = await accounts.FindOfLikeNameAsync(new(displayName), operation.Cancellation);
        var advice = similar.Count > 0
            ? $"There is {TextProblems.Quote(similar[0].Fields.DisplayName)}; letter case counts."
            : AdviceOnOwn(displayName, operation);
        throw NotFound($"display name {TextProblems.Quote(displayName)}", advice, operation);
    }

    // A name does not make the engine wait for the resource. In a preview the resource may be created later, or never.
    private static string AdviceOnOwn(string displayName, Operation operation) =>
        operation.Session.Memory.DisplayNames.HolderOf(displayName) is { } urn
            ? $"{ResourceName.Of(urn)} of this program will have that name: pass its id instead of the name, so that the function waits for it."
            : operation.IsPreview
                ? "If this program creates it, pass the id of that resource instead of the name, so that the function waits for it."
                : "getJiraCollaborationProviders lists all Jira accounts.";

    private static PluginException NotFound(string what, string advice, Operation operation) => new(
        ErrorCodes.NotFound, $"there is no Jira account with the {what} in the store ({operation.Session.Store.Description}). {advice}");
}
