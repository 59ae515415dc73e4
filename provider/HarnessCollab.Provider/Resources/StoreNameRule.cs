namespace HarnessCollab.Provider.Resources;

/// <summary>Checks names for stores whose rules are stricter than ours.</summary>
internal static class StoreNameRule
{
    private const int MaxLength = 128;

    /// <param name="property">The input with the name.</param>
    /// <param name="name">The name, if it is valid and known.</param>
    public static void Check(Property<string> property, Planned<string> name, StoreCapabilities store, CheckProblems problems)
    {
        if (store.NamePunctuation is { } punctuation && name.IsKnown
            && (name.Value.Length > MaxLength
                || !name.Value.All(character => char.IsAsciiLetterOrDigit(character) || punctuation.Contains(character, StringComparison.Ordinal))))
        {
            problems.Add(
                property, ErrorCodes.BadNameInStore,
                $"is not a valid name in this store; a name there has at most {MaxLength} characters: letters a to z, digits, space and "
                + $"{string.Join(' ', punctuation.Where(character => character != ' '))}.",
                valueMayHoldSecret: true);
        }
    }
}
