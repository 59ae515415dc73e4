using System.Text.RegularExpressions;

namespace HarnessCollab.Settings;

/// <summary>A value of a YAML file, with aliases and merge keys resolved.</summary>
public abstract record YamlValue
{
    /// <summary>The values directly below this one.</summary>
    internal virtual IEnumerable<YamlValue> Children => [];
}

/// <param name="Text">The scalar's text, without quotes.</param>
/// <param name="IsPlain">True when neither quotes nor a tag say that it is a text.</param>
public sealed partial record YamlScalar(string Text, bool IsPlain = false) : YamlValue
{
    /// <summary>
    /// The scalar as JSON, if it is a flag, null or a number; null if it is a text. A number is only what JSON accepts as one:
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

/// <param name="Entries">In the order of the file; the entries that merge keys add come last.</param>
/// <param name="IsFlow">True when the mapping is written in braces.</param>
public sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, bool IsFlow = false) : YamlValue
{
    /// <summary>
    /// The ciphertext, if <c>secure</c> is the only key of this mapping: the mapping is an encrypted value then. Empty when the value of that key is
    /// not a text; null for all other mappings.
    /// </summary>
    public string? Ciphertext => Entries is [{ Key: "secure" } only] ? (only.Value as YamlScalar)?.Text ?? "" : null;

    internal override IEnumerable<YamlValue> Children => Entries.Select(entry => entry.Value);

    public static YamlMap Secure(string ciphertext) => new([new YamlEntry("secure", new YamlScalar(ciphertext))]);

    public YamlEntry? Entry(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    public YamlValue? Find(string key) => Entry(key)?.Value;

    /// <summary>The text under a key; null when the key is missing, or its value is empty or not a text.</summary>
    public string? Text(string key) => Find(key) is YamlScalar { Text: { Length: > 0 } text } ? text : null;
}

/// <summary>A key of a mapping and its value.</summary>
public sealed record YamlEntry(string Key, YamlValue Value)
{
    /// <summary>The number of the entry's first line in the file, from zero; <see cref="LastLine"/> is that of its last line.</summary>
    internal int FirstLine { get; init; }

    internal int LastLine { get; init; }

    /// <summary>The number of characters before the key in its line.</summary>
    internal int Indent { get; init; }

    /// <summary>True when a merge key takes the entry from another mapping.</summary>
    internal bool IsMerged { get; init; }
}
