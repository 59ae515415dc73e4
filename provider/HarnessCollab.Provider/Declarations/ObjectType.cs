namespace HarnessCollab.Provider.Declarations;

/// <summary>An object with declared members; a named type in the schema.</summary>
internal sealed class ObjectType(string name, string description, PropertySet members) : NamedType(name, description)
{
    public PropertySet Members { get; } = members;

    public override bool IsScalar => false;

    public override PropertyValue? Check(PropertyValue value, CheckPath path)
    {
        if (value is not ObjectValue { Members: var given })
        {
            return path.Refuse<PropertyValue>(ErrorCodes.WrongType, $"must be an object with {Members.Names()}, not {ValueNames.Of(value)}.");
        }

        var before = new List<KeyValuePair<string, PropertyValue>>();
        var good = true;
        foreach (var (key, member) in given)
        {
            if (Members.Find(key) is not { } declared)
            {
                path.Member(key).Report(ErrorCodes.UnknownProperty, $"is not known; the members are {Members.Names()}.");
                good = false;
                continue;
            }

            var plain = member.Unwrap();
            if (plain is NullValue)
            {
                continue;
            }

            var normalised = plain is UnknownValue ? plain : declared.Type.Check(plain, path.Member(key));
            if (normalised is null)
            {
                good = false;
                continue;
            }

            before.Add(new(key, declared.Mark(normalised)));
        }

        foreach (var missing in Members.All.Where(member => member.Required && !given.ContainsKey(member.Name)))
        {
            path.Member(missing.Name).Report(ErrorCodes.Missing, "is required.");
            good = false;
        }

        return good ? PropertyValue.Of(PropertyMap.From(before)) : null;
    }

    public override PropertyValue FromText(string text) => JsonText.Parse(text);
}
