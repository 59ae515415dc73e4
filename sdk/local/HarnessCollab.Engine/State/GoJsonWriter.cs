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

    public void BeginObject() => Begin('{');

    public void EndObject() => End('}');

    public void BeginArray() => Begin('[');

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

    public void Number(double value) => Raw(FormatNumber(value));

    public void Number(long value) => Raw(value.ToString(CultureInfo.InvariantCulture));

    public void Bool(bool value) => Raw(value ? "true" : "false");

    public void Null() => Raw("null");

    /// <summary>Writes a value that is JSON already.</summary>
    public void Raw(string json)
    {
        Separate();
        _text.Append(json);
    }

    /// <summary>A number as Go writes it: plain between 1e-6 and 1e21, else with an exponent.</summary>
    public static string FormatNumber(double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15)
        {
            return value == 0 && double.IsNegative(value) ? "-0" : value.ToString("F0", CultureInfo.InvariantCulture);
        }

        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        if (exponent is >= -6 and < 21)
        {
            return shortest.Contains('E', StringComparison.Ordinal)
                ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
                : shortest;
        }

        var mantissa = shortest.Split('E')[0];
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}")
            .Replace("e-0", "e-", StringComparison.Ordinal);
    }

    private void Begin(char bracket)
    {
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
            _text.Append('\n');
            for (var i = 0; i < _depth; i++)
            {
                _text.Append(indent);
            }
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
