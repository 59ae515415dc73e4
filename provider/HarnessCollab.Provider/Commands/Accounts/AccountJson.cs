using System.Text.Json.Nodes;
using HarnessCollab.Provider.Functions;
using HarnessCollab.Provider.Resources.EncryptedTexts;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>An account as JSON: the same members that functions return, including empty collections. Contains no secret.</summary>
internal static class AccountJson
{
    public static JsonObject Of(JiraAccountRecord account) => JsonOutput.Of(
        JiraAccountResults.Members,
        PropertyMap.From(
            from field in JiraAccountResults.Fields
            let value = field == JiraAccountResults.Scope ? Scope(account.UsageScope) : field.Read(account)
            where value is not null
            select KeyValuePair.Create(field.Property.Name, value)));

    // The same form as the column of the view: "all", or a list.
    private static PropertyValue Scope(UsageScope scope) => scope is UsageScope.ApplicationEnvironments both
        ? PropertyValue.Of(PropertyMap.Of(
            (UsageScopeDeclaration.Applications.Name, Side(both.Applications)), (UsageScopeDeclaration.Environments.Name, Side(both.Environments))))
        : UsageScopeDeclaration.Write(scope);

    private static PropertyValue Side(ScopeNames names) => names.IsAll ? PropertyValue.Of("all") : PropertyValue.Of(names.Names);
}
