using System.Text.RegularExpressions;

namespace HarnessCollab.Settings;

/// <summary>A value of a YAML file, aliases and merge keys resolved.</summary>
public abstract record YamlValue
{
    /// <summary>What is directly below it.</summary>
    internal virtual IEnumerable<YamlValue> Children => [];
}

/// <param name="Text">As it stands there, without quotes.</param>
/// <param name="IsPlain">Neither quotes nor a tag say that it is a text.</param>
public sealed partial record YamlScalar(string Text, bool IsPlain = false) : YamlValue
{
    /// <summary>
    /// What JSON has for it where that is more than a text: a flag, null or a number. Only what JSON itself writes so is a number:
    /// <c>010</c>, <c>0x1F</c>, <c>1_000</c>, dates, <c>yes</c> and <c>off</c> mean different things to different readers, so they are texts.
    /// </summary>
    public string? Json => !IsPlain ? null : Text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => "null",
        "true" or "True" or "TRUE" => "true",
        "false" or "False" or "FALSE" => "false",
        _ => Number().IsMatch(Text) ? Text : null,
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Number();
}

public sealed record YamlList(IReadOnlyList<YamlValue> Items) : YamlValue
{
    internal override IEnumerable<YamlValue> Children => Items;
}

/// <param name="Entries">In the order of the file; what merge keys add comes last.</param>
/// <param name="IsFlow">It is written in braces.</param>
public sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, bool IsFlow = false) : YamlValue
{
    /// <summary>
    /// The text under <c>secure</c> where there is nothing else: what the stack's key encrypted. Empty where that is no text; null for other
    /// mappings.
    /// </summary>
    public string? Ciphertext => Entries is [{ Key: "secure" } only] ? (only.Value as YamlScalar)?.Text ?? "" : null;

    internal override IEnumerable<YamlValue> Children => Entries.Select(entry => entry.Value);

    public static YamlMap Secure(string ciphertext) => new([new YamlEntry("secure", new YamlScalar(ciphertext))]);

    public YamlEntry? Entry(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    public YamlValue? Find(string key) => Entry(key)?.Value;

    /// <summary>The text under a key; null where there is none, or an empty one.</summary>
    public string? Text(string key) => Find(key) is YamlScalar { Text: { Length: > 0 } text } ? text : null;
}

/// <summary>A key of a mapping and what it means.</summary>
public sealed record YamlEntry(string Key, YamlValue Value)
{
    /// <summary>The lines that it takes in the file, from zero.</summary>
    internal int FirstLine { get; init; }

    internal int LastLine { get; init; }

    /// <summary>How far its key is indented.</summary>
    internal int Indent { get; init; }

    /// <summary>It stands in another mapping, which a merge key names.</summary>
    internal bool IsMerged { get; init; }
}
