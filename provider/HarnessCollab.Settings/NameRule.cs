namespace HarnessCollab.Settings;

/// <summary>The names that projects and stacks may have. They become names of files and folders, so no name may lead to another folder.</summary>
public static class NameRule
{
    /// <summary>The rule, in words that follow "may only contain" in a message.</summary>
    public const string Text = "alphanumeric, hyphens, underscores, or periods, at most 100 of them, and not periods alone";

    public static bool Holds(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !name.All(c => c == '.');
}
