using System.Globalization;

namespace HarnessCollab.Protocol.Codec;

/// <summary>Writes paths in Pulumi's grammar: <c>a.b[0]["key with space"]</c>.</summary>
public static class PropertyPaths
{
    public static string Member(string path, string name)
    {
        if (!IsPlain(name))
        {
            return $"{path}[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        }

        return path.Length == 0 ? name : $"{path}.{name}";
    }

    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    private static bool IsPlain(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not '_' and not '$')
            {
                return false;
            }
        }

        return true;
    }
}
