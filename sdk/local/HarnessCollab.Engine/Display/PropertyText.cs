using System.Globalization;
using System.Text;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Display;

/// <summary>Properties and their differences as indented text. A level is four blanks; a mark takes the place of the last two.</summary>
internal sealed class PropertyText(Paint paint)
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Object(IEnumerable<KeyValuePair<string, PropertyValue>> members, int level, char? mark = null, int width = 0)
    {
        var list = members.ToList();
        width = Math.Max(width, list.Count == 0 ? 0 : list.Max(member => member.Key.Length));
        foreach (var (name, value) in list)
        {
            Member(name, width, value, level, mark);
        }
    }

    /// <summary>One property and its value.</summary>
    public void Member(string name, int width, PropertyValue value, int level, char? mark = null)
    {
        Head(name, width, level, mark);
        Value(value, level, mark);
        _text.Append(paint.End(mark)).Append('\n');
    }

    /// <summary>Differences, each with its mark.</summary>
    public void Diff(IReadOnlyDictionary<string, ValueDiff> members, int level, int width = 0)
    {
        width = Math.Max(width, members.Count == 0 ? 0 : members.Keys.Max(name => name.Length));
        foreach (var (name, diff) in members)
        {
            Difference(name, width, diff, level);
        }
    }

    public void Difference(string name, int width, ValueDiff diff, int level)
    {
        if (diff.IsSame || diff.IsAdd || diff.IsDelete)
        {
            Member(name, width, (diff.New ?? diff.Old)!, level, diff.IsSame ? null : diff.IsAdd ? '+' : '-');
        }
        else if (diff.Members is null)
        {
            Head(name, width, level, '~');
            Value(diff.Old ?? PropertyValue.Null, level, '~');
            _text.Append(" => ");
            Value(diff.New ?? PropertyValue.Null, level, '~');
            _text.Append(paint.End('~')).Append('\n');
        }
        else
        {
            Head(name, width, level, '~');
            _text.Append(diff.IsArray ? '[' : '{').Append(paint.End('~')).Append('\n');
            Diff(diff.Members, level + 1);
            _text.Append(' ', level * 4).Append(diff.IsArray ? ']' : '}').Append('\n');
        }
    }

    private void Head(string name, int width, int level, char? mark)
    {
        _text.Append(' ', (level * 4) - (mark is null ? 0 : 2)).Append(paint.Begin(mark));
        if (mark is not null)
        {
            _text.Append(mark).Append(' ');
        }

        _text.Append(name.StartsWith('[') ? name : name.PadRight(width)).Append(": ");
    }

    private void Value(PropertyValue value, int level, char? mark)
    {
        switch (value)
        {
            case ArrayValue { Items.Length: > 0 } array:
                _text.Append("[\n");
                for (var i = 0; i < array.Items.Length; i++)
                {
                    Member($"[{i}]", 0, array.Items[i], level + 1, mark);
                }

                _text.Append(' ', level * 4).Append(']');
                break;
            case ObjectValue { Members.Count: > 0 } map:
                _text.Append("{\n");
                Object(map.Members, level + 1, mark);
                _text.Append(' ', level * 4).Append('}');
                break;
            default:
                _text.Append(Leaf(value));
                break;
        }
    }

    private static string Leaf(PropertyValue value) => value switch
    {
        ArrayValue => "[]",
        ObjectValue => "{}",
        NullValue => "<null>",
        NumberValue number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        StringValue text => Quote(text.Value),
        ResourceReferenceValue reference => Quote(reference.Id?.AsString() ?? reference.Urn),
        _ => value.ToString(),
    };

    private static string Quote(string text) => SecretForms.Json(PropertyValue.Of(text), SecretForms.Bare);
}
