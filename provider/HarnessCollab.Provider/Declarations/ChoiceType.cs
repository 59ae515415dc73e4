namespace HarnessCollab.Provider.Declarations;

/// <summary>One of a few words; an enum in the schema.</summary>
internal sealed class ChoiceType(string name, string description, ImmutableArray<Choice> choices) : NamedType(name, description)
{
    public ImmutableArray<Choice> Choices => choices;

    /// <summary>The words as a part of a sentence: "off, warn or enforce".</summary>
    public string Words => $"{string.Join(", ", choices.SkipLast(1).Select(choice => choice.Value))} or {choices[^1].Value}";

    public bool Has(string word) => choices.Any(choice => choice.Value == word);

    // A plain word, or a quoted one: SDKs send values that are not strings as JSON.
    public override PropertyValue FromText(string text) => JsonText.Parse(text);

    public override PropertyValue? Check(PropertyValue value, CheckPath path)
    {
        if (value is StringValue { Value: var text } && Has(text))
        {
            return value;
        }

        var seen = value is StringValue { Value: var wrong } && TextProblems.ControlCharacter(wrong) is null
            ? path.Show(wrong)
            : ValueNames.Of(value);
        return path.Refuse<PropertyValue>(ErrorCodes.NotAChoice, $"must be {Words}, not {seen}.");
    }
}

/// <param name="Value">The word on the wire.</param>
/// <param name="Name">The member of the generated enum.</param>
internal sealed record Choice(string Value, string Name, string Description);
