using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// Puts what identifies an object in a store with scopes beside what state knows of it. The store derives an identifier that the program leaves out,
/// so the outputs, not the old inputs, tell which object this is; and an empty organisation or project is none.
/// </summary>
internal static class IdentityDiff
{
    /// <param name="kept">Kept as they are when the news leave them out.</param>
    /// <param name="scope">None when the news leave it out: Check has put the provider's own there.</param>
    public static (PropertyMap Old, PropertyMap New) Align(
        IEnumerable<Property<string>> kept, IEnumerable<Property<string>> scope, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news)
    {
        foreach (var property in kept)
        {
            var known = Given(property, oldOutputs) ?? Given(property, oldInputs);
            oldInputs = Set(oldInputs, property, known);
            news = Set(news, property, Given(property, news) ?? known);
        }

        foreach (var property in scope)
        {
            oldInputs = Set(oldInputs, property, Given(property, oldOutputs) ?? Given(property, oldInputs));
            news = Set(news, property, Given(property, news));
        }

        return (oldInputs, news);
    }

    private static PropertyValue? Given(Property<string> property, PropertyMap values) =>
        property.Read(values) is { IsAbsent: false } value && value.Or("?") is not "" ? values[property.Name] : null;

    private static PropertyMap Set(PropertyMap values, Property<string> property, PropertyValue? value) =>
        value is null ? values.Without(property.Name) : values.With(property.Name, value);
}
