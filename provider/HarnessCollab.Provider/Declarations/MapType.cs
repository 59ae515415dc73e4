namespace HarnessCollab.Provider.Declarations;

/// <summary>Values of one type with any keys.</summary>
internal sealed class MapType(PropertyType item) : CollectionType<string>(item)
{
    private const int MaxKeyLength = 256;

    protected override string Kind => "a map";

    protected override IReadOnlyCollection<KeyValuePair<string, PropertyValue>>? Entries(PropertyValue value) =>
        value is ObjectValue { Members: var members } ? members : null;

    protected override CheckPath Path(CheckPath collection, string key) => collection.Member(key);

    protected override bool AcceptsKey(string key, CheckPath path)
    {
        var problem = key.Length > MaxKeyLength ? $"has a key of {key.Length} characters; at most {MaxKeyLength} are allowed."
            : TextProblems.ControlCharacter(key) is { } found ? $"has a key that {found}"
            : null;
        if (problem is not null)
        {
            path.Report(ErrorCodes.BadText, problem);
        }

        return problem is null;
    }

    protected override PropertyValue Collect(IEnumerable<KeyValuePair<string, PropertyValue>> entries) => PropertyValue.Of(PropertyMap.From(entries));
}
