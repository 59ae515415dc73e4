namespace HarnessCollab.Testing.Cli;

/// <summary>
/// A stack's settings file as the command lines write it: each setting on its own lines, indented by two spaces, under <c>config:</c>.
/// </summary>
internal sealed class SettingsFile(string path)
{
    private const string Section = "config:";

    public void Set(string key, string value)
    {
        Remove(key);
        var lines = Lines();
        Write([.. lines, .. lines.Contains(Section) ? Array.Empty<string>() : [Section], $"  {Full(key)}: {value}"]);
    }

    public void Remove(string key)
    {
        var lines = Lines();
        if (lines.FindIndex(line => Is(line, key)) is >= 0 and var start)
        {
            var below = lines.Skip(start + 1).TakeWhile(line => line.StartsWith("   ", StringComparison.Ordinal)).Count();
            lines.RemoveRange(start, below + 1);
            Write(lines);
        }
    }

    public void Clear() => Write([.. Lines().TakeWhile(line => line != Section)]);

    public string Secure(string key) =>
        Lines().SkipWhile(line => !Is(line, key)).Skip(1).First().Trim()["secure:".Length..].Trim();

    private static string Full(string key) => key.Contains(':', StringComparison.Ordinal) ? key : $"e2e:{key}";

    private static bool Is(string line, string key) => line.StartsWith($"  {Full(key)}:", StringComparison.Ordinal);

    private List<string> Lines() => [.. File.ReadAllLines(path)];

    private void Write(IEnumerable<string> lines) => File.WriteAllLines(path, lines);
}
