using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;

namespace HarnessCollab.Provider.Resources;

/// <summary>Puts what was found in the store together as inputs.</summary>
internal static class RecordInputs
{
    /// <param name="found">What was found; null where there is nothing.</param>
    /// <param name="olds">What the program had: what it marked secret stays so.</param>
    public static PropertyMap Of(IEnumerable<(Property Property, PropertyValue? Value)> found, PropertyMap olds) => PropertyMap.From(
        from each in found
        where each.Value is not null
        let isSecret = olds.Find(each.Property.Name) is SecretValue && each.Value is not SecretValue
        select KeyValuePair.Create(each.Property.Name, isSecret ? PropertyValue.SecretOf(each.Value) : each.Value));
}
