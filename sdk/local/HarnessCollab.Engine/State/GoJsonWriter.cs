using System.Globalization;
using System.Text;

namespace HarnessCollab.Engine.State;

/// <summary>
/// Writes JSON exactly as the Pulumi CLI does (Go's encoder: its escapes, its numbers, its indentation), so that files and
/// machine-readable output are the same byte for byte.
/// </summary>
/// <param name="indent">What one level is indented by; null writes everything on one line.</param>
/// <param name="escapeHtml">Writes <c>&lt; &gt; &amp;</c> as <c>\u003c</c> and so on.</param>
public sealed class GoJsonWriter(string? indent = null, bool escapeHtml = true)
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _first = true;
    private bool _afterName;

    public override string ToString() => _text.ToString();

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>Opens an object; with a name, as a member.</summary>
    public void BeginObject(string? name = null) => Begin(name, '{');

    public void EndObject() => End('}');

    /// <summary>Opens an array; with a name, as a member.</summary>
    public void BeginArray(string? name = null) => Begin(name, '[');

    public void EndArray() => End(']');

    public void Name(string name)
    {
        Separate();
        Quote(name);
        _text.Append(indent is null ? ":" : ": ");
        _afterName = true;
    }

    public void String(string value)
    {
        Separate();
        Quote(value);
    }

    public void Null() => Raw("null");

    public void Text(string name, string value)
    {
        Name(name);
        String(value);
    }

    /// <summary>A member that is left out when it is empty.</summary>
    public void TextIfAny(string name, string value)
    {
        if (value.Length > 0)
        {
            Text(name, value);
        }
    }

    public void Number(string name, double value) => Raw(name, FormatNumber(value));

    public void Number(string name, long value) => Raw(name, value.ToString(CultureInfo.InvariantCulture));

    public void Bool(string name, bool value) => Raw(name, value ? "true" : "false");

    /// <summary>A member that is left out when it is false.</summary>
    public void Flag(string name, bool value)
    {
        if (value)
        {
            Bool(name, true);
        }
    }

    /// <summary>A list of texts that is left out when it is empty.</summary>
    public void Texts(string name, IReadOnlyCollection<string> values) => List(name, values, String);

    /// <summary>A list that is left out when it is empty.</summary>
    public void List<T>(string name, IReadOnlyCollection<T> items, Action<T> write)
    {
        if (items.Count > 0)
        {
            Name(name);
            Items(items, write);
        }
    }

    public void Items<T>(IEnumerable<T> items, Action<T> write)
    {
        BeginArray();
        foreach (var item in items)
        {
            write(item);
        }

        EndArray();
    }

    /// <summary>An object with one member for each entry.</summary>
    public void Map<T>(string? name, IEnumerable<KeyValuePair<string, T>> entries, Action<T> write)
    {
        BeginObject(name);
        foreach (var (key, value) in entries)
        {
            Name(key);
            write(value);
        }

        EndObject();
    }

    public void Counts(string name, IEnumerable<KeyValuePair<string, int>> counts) =>
        Map(name, counts, count => Raw(count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A member whose value is JSON already.</summary>
    public void Raw(string name, string json)
    {
        Name(name);
        Raw(json);
    }

    /// <summary>Writes a value that is JSON already.</summary>
    public void Raw(string json)
    {
        Separate();
        _text.Append(json);
    }

    /// <summary>A number as Go writes it: plain between 1e-6 and 1e21, else with an exponent.</summary>
    public static string FormatNumber(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (!shortest.Contains('E', StringComparison.Ordinal))
        {
            return shortest;
        }

        if (Math.Abs(value) is >= 1e-6 and < 1e21)
        {
            return decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        }

        return shortest.Replace("E", "e", StringComparison.Ordinal).Replace("e-0", "e-", StringComparison.Ordinal);
    }

    private void Begin(string? name, char bracket)
    {
        if (name is not null)
        {
            Name(name);
        }

        Separate();
        _text.Append(bracket);
        _depth++;
        _first = true;
    }

    private void End(char bracket)
    {
        _depth--;
        if (!_first)
        {
            NewLine();
        }

        _text.Append(bracket);
        _first = false;
    }

    private void Separate()
    {
        if (_afterName)
        {
            _afterName = false;
            return;
        }

        if (!_first)
        {
            _text.Append(',');
        }

        if (_depth > 0)
        {
            NewLine();
        }

        _first = false;
    }

    private void NewLine()
    {
        if (indent is not null)
        {
            _text.Append('\n').Insert(_text.Length, indent, _depth);
        }
    }

    private void Quote(string value)
    {
        _text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => _text.Append('\\').Append(c),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                '\b' => _text.Append("\\b"),
                '\f' => _text.Append("\\f"),
                < ' ' or '\u2028' or '\u2029' => Escape(c),
                '<' or '>' or '&' when escapeHtml => Escape(c),
                _ => _text.Append(c),
            };
        }

        _text.Append('"');
    }

    private StringBuilder Escape(char c) => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
}
