namespace HarnessCollab.Settings;

/// <summary>What projects and stacks may be called. Their names become names of files and folders, which nobody may lead elsewhere.</summary>
public static class NameRule
{
    /// <summary>The rule, as it stands after "may only contain".</summary>
    public const string Text = "alphanumeric, hyphens, underscores, or periods, at most 100 of them, and not periods alone";

    public static bool Holds(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !name.All(c => c == '.');
}
