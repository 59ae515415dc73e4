namespace HarnessCollab.Provider.Resources;

/// <summary>
/// Prepares the diff of the inputs that identify an object in a store with scopes. The store derives an identifier that the program omits, so the old
/// outputs and not the old inputs identify the object. An empty organisation or project means none.
/// </summary>
internal static class IdentityDiff
{
    /// <param name="kept">Properties that keep their value when the new inputs omit them.</param>
    /// <param name="scope">Properties that mean "none" when the new inputs omit them: Check has already added the provider's default.</param>
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
