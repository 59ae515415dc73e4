namespace HarnessCollab.Common;

/// <summary>The words that represent the values of an enumeration outside this process: in columns and in output.</summary>
/// <param name="what">What such a word is, for messages: <c>a kind of credential</c>.</param>
public sealed class Words<T>(string what, params (T Value, string Word)[] words)
    where T : struct, Enum
{
    public string Of(T value) => Array.Find(words, each => EqualityComparer<T>.Default.Equals(each.Value, value)).Word
        ?? throw new ArgumentOutOfRangeException(nameof(value));

    /// <exception cref="FormatException">It is not one of the words.</exception>
    public T Parse(string word) => Array.FindIndex(words, each => each.Word == word) is >= 0 and var index
        ? words[index].Value
        : throw new FormatException($"'{word}' is not {what}");
}
