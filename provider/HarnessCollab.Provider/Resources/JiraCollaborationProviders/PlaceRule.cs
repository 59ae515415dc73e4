using HarnessCollab.Provider.Configuration;
using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>The scope of the object: from the resource, or else from the provider's configuration. Only in stores with scopes.</summary>
internal static class PlaceRule
{
    /// <summary>Adds the effective organisation and project to the inputs, so that diff and identity use the same values.</summary>
    public static PropertyMap Apply(PropertyMap inputs, Session session, CheckProblems problems)
    {
        if (session.Store.Capabilities.DefaultUsageScope is not UsageScope.AccountOrgProject configured)
        {
            return inputs;
        }

        inputs = Default(inputs, OrgId, configured.Org);
        if (configured.Project is not null && OrgId.Read(inputs) is { IsKnown: true, Value: var org } && org == configured.Org)
        {
            inputs = Default(inputs, ProjectId, configured.Project);
        }

        if (ProjectId.Read(inputs).Or("") is { Length: > 0 } && !OrgId.Read(inputs).IsUnknown && OrgId.Read(inputs).Or("") is "")
        {
            problems.Add(
                ProjectId,
                ErrorCodes.NotInThisScope,
                $"is set without '{OrgId.Name}', but a project belongs to an organisation; "
                + $"set both, or {PackageInfo.ConfigKey(ProviderConfiguration.OrgId.Name)}.");
        }

        return inputs;
    }

    /// <summary>The scope of the object; null while it is unknown, and in stores without scopes.</summary>
    public static UsageScope? Of(JiraAccountCandidate candidate, Session session) => candidate.IdentityIn(session.Store.Capabilities)?.Scope;

    /// <summary>The same for a list.</summary>
    public static UsageScope? Of(PropertyMap query, Session session) => JiraAccountCandidate.From(query).PlaceIn(session.Store.Capabilities);

    /// <summary>
    /// The inputs for an object that was found in a scope. An empty text prevents the default of the provider's configuration.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, PropertyValue>> InputsOf(JiraAccountRecord record, Session session)
    {
        if (session.Store.Capabilities.DefaultUsageScope is not UsageScope.AccountOrgProject configured)
        {
            yield break;
        }

        yield return new(Identifier.Name, PropertyValue.Of(record.Fields.Identifier!));
        if (record.Fields.OrgId is not null || configured.Org is not null)
        {
            yield return new(OrgId.Name, PropertyValue.Of(record.Fields.OrgId ?? ""));
        }

        if (record.Fields.ProjectId is not null || (configured.Project is not null && record.Fields.OrgId == configured.Org))
        {
            yield return new(ProjectId.Name, PropertyValue.Of(record.Fields.ProjectId ?? ""));
        }
    }

    private static PropertyMap Default(PropertyMap inputs, Property<string> property, string? value) =>
        value is null || !property.Read(inputs).IsAbsent ? inputs : inputs.With(property.Name, property.Write(value));
}
