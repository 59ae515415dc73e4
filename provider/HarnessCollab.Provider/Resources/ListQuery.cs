using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Resources;

/// <summary>The search for objects of one kind: the properties of a query, and the objects that match each property.</summary>
internal sealed class ListQuery<TFields>
    where TFields : INamedFields
{
    private readonly List<(Property<string> Property, Func<TFields, string, bool> IsMeant)> _filters = [];

    /// <param name="label">The word for the name in descriptions: "display name".</param>
    public ListQuery(Property<string> name, string label)
    {
        By($"{name.Name}Prefix", $"The beginning of the {label}.", (fields, prefix) => fields.Name.StartsWith(prefix, StringComparison.Ordinal));
        AddPlace(JiraCollaborationProviderProperties.OrgId, "organisation", "the account itself");
        AddPlace(JiraCollaborationProviderProperties.ProjectId, "project of that organisation", "the organisation itself");
    }

    public PropertySet Properties { get; } = new();

    public ListQuery<TFields> By(string name, string description, Func<TFields, string, bool> isMeant)
    {
        _filters.Add((Properties.Text(name, description), isMeant));
        return this;
    }

    public bool IsMeant(TFields fields, PropertyMap query) =>
        _filters.TrueForAll(filter => filter.Property.Read(query) is not { IsKnown: true, Value: var wanted } || filter.IsMeant(fields, wanted));

    private void AddPlace(Property<string> place, string what, string none) => Properties.Text(
        place.Name,
        $"Harness store: objects in this {what}, not in scopes inside it. Default: the provider's `{place.Name}`; empty: objects of {none}.",
        IdentifierRule.CheckOrEmpty,
        stores: place.Stores,
        emptyCounts: true);
}
