using System.Globalization;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Steps;

/// <summary>A path in Pulumi's grammar, <c>a.b[0]["k e"].*</c>.</summary>
internal sealed class PropertyPath
{
    private const string Wildcard = "*";

    private readonly List<string> _segments;

    private PropertyPath(List<string> segments) => _segments = segments;

    public static PropertyPath Parse(string text)
    {
        var segments = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '.')
            {
                at++;
            }
            else if (text[at] == '[')
            {
                var quoted = at + 1 < text.Length && text[at + 1] == '"';
                var end = text.IndexOf(quoted ? "\"]" : "]", at + 1, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw new FormatException($"'{text}' is not a property path: a bracket is not closed");
                }

                var inner = text[(at + (quoted ? 2 : 1))..end];
                segments.Add(quoted ? inner.Replace("\\\"", "\"", StringComparison.Ordinal) : inner);
                at = end + (quoted ? 2 : 1);
            }
            else
            {
                var end = text.AsSpan(at).IndexOfAny('.', '[');
                end = end < 0 ? text.Length : at + end;
                segments.Add(text[at..end]);
                at = end;
            }
        }

        return new PropertyPath(segments);
    }

    /// <summary>The new properties with what lies at this path taken from the old ones: removed where those have nothing.</summary>
    public PropertyMap Reset(PropertyMap olds, PropertyMap news) =>
        Reset(PropertyValue.Of(olds), PropertyValue.Of(news), 0)?.AsObject() ?? news;

    private PropertyValue? Reset(PropertyValue? old, PropertyValue? current, int depth)
    {
        if (depth == _segments.Count)
        {
            return old;
        }

        var result = current?.Unwrap() switch
        {
            ObjectValue map => PropertyValue.Of(ResetMembers(old?.AsObject() ?? PropertyMap.Empty, map.Members, depth)),
            ArrayValue array => PropertyValue.Of(ResetItems(old?.AsArray() ?? [], array.Items, depth)),
            _ => current,
        };
        return current is SecretValue && result is not null ? PropertyValue.SecretOf(result) : result;
    }

    private PropertyMap ResetMembers(PropertyMap olds, PropertyMap news, int depth)
    {
        var names = _segments[depth] == Wildcard ? [.. olds.Keys.Union(news.Keys)] : new[] { _segments[depth] };
        foreach (var name in names)
        {
            news = Reset(olds.Find(name), news.Find(name), depth + 1) is { } value ? news.With(name, value) : news.Without(name);
        }

        return news;
    }

    private IEnumerable<PropertyValue> ResetItems(IReadOnlyList<PropertyValue> olds, IReadOnlyList<PropertyValue> news, int depth) =>
        news.Select((item, index) =>
            _segments[depth] == Wildcard || _segments[depth] == index.ToString(CultureInfo.InvariantCulture)
                ? Reset(index < olds.Count ? olds[index] : null, item, depth + 1) ?? item
                : item);
}
