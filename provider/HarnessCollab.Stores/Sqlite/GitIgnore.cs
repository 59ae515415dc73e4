using System.Text;
using System.Text.RegularExpressions;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>
/// Keeps files out of version control if their folder is in a git work tree. It does not run git: in somebody else's checkout, git's configuration
/// can start programs. Names that only the user's global git configuration ignores are added too, which does no harm.
/// </summary>
internal static class GitIgnore
{
    private const string FileName = ".gitignore";

    /// <summary>
    /// Adds names of files in one folder to its <c>.gitignore</c>, unless they are already ignored; does nothing outside a work tree.
    /// </summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="names">Names; a star matches any text.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not access the file.</exception>
    public static void Add(string folder, IEnumerable<string> names)
    {
        if (WorkTreeOf(folder) is not { } root)
        {
            return;
        }

        var rules = RulesFor(root, folder);
        List<string> missing = [.. names.Where(name => !IsIgnored(Path.Combine(folder, name.Replace('*', '0')), root, rules))];
        if (missing.Count == 0)
        {
            return;
        }

        var path = Path.Combine(folder, FileName);
        var start = File.Exists(path) && File.ReadAllText(path) is { Length: > 0 } before && !before.EndsWith('\n') ? "\n" : "";
        var lines = missing.Select(name => $"/{string.Join('*', name.Split('*').Select(Literal))}\n");
        // One single write, so that the lines of two concurrent processes do not mix.
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(Encoding.UTF8.GetBytes(start + string.Concat(lines)));
    }

    // A work tree has a folder .git; a submodule or an additional work tree has a file of that name.
    private static string? WorkTreeOf(string folder) =>
        Folders.AtAndAbove(folder).FirstOrDefault(candidate => Path.Exists(Path.Combine(candidate, ".git")));

    // Rules of a nearer file, and later lines of a file, take precedence.
    private static List<Rule> RulesFor(string root, string folder)
    {
        var rules = new List<Rule>();
        Read(Path.Combine(root, ".git", "info", "exclude"), root);
        foreach (var path in Folders.AtAndAbove(folder).TakeWhile(path => path.Length >= root.Length).Reverse())
        {
            Read(Path.Combine(path, FileName), path);
        }

        return rules;

        void Read(string file, string start)
        {
            if (File.Exists(file))
            {
                rules.AddRange(File.ReadLines(file).Select(line => Rule.Parse(line, start)).OfType<Rule>());
            }
        }
    }

    // A rule cannot re-include a file inside an ignored folder.
    private static bool IsIgnored(string path, string root, List<Rule> rules)
    {
        var parent = Path.GetDirectoryName(path)!;
        return (parent.Length > root.Length && IsMatch(parent, isFolder: true)) || IsMatch(path, isFolder: false);

        bool IsMatch(string subject, bool isFolder) =>
            (isFolder && Path.GetDirectoryName(subject) is { } above && above.Length > root.Length && IsMatch(above, isFolder: true))
            || rules.LastOrDefault(rule => rule.Matches(subject, isFolder)) is { IsNegated: false };
    }

    private static string Literal(string name)
    {
        var escaped = Regex.Replace(name, @"[\\*?\[\]]", @"\$0");
        return escaped.EndsWith(' ') ? $@"{escaped[..^1]}\ " : escaped;
    }

    private sealed record Rule(string Start, Regex Pattern, bool IsNegated, bool FoldersOnly)
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

        public static Rule? Parse(string line, string start)
        {
            var text = line.TrimEnd('\r');
            while (text.EndsWith(' ') && !text.EndsWith(@"\ ", StringComparison.Ordinal))
            {
                text = text[..^1];
            }

            if (text.Length == 0 || text[0] == '#')
            {
                return null;
            }

            var negated = text[0] == '!';
            text = negated ? text[1..] : text;
            var foldersOnly = text.EndsWith('/');
            text = text.TrimEnd('/');
            var anchored = text.Contains('/', StringComparison.Ordinal);
            text = text.TrimStart('/');
            return text.Length == 0
                ? null
                : new(
                    start,
                    new Regex(
                        $"^{(anchored ? "" : "(?:.*/)?")}{Translate(text)}$", RegexOptions.CultureInvariant | RegexOptions.Singleline, Patience),
                    negated,
                    foldersOnly);
        }

        public bool Matches(string path, bool isFolder) =>
            (isFolder || !FoldersOnly)
            && path.StartsWith(Start + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && Pattern.IsMatch(path[(Start.Length + 1)..].Replace(Path.DirectorySeparatorChar, '/'));

        private static string Translate(string glob)
        {
            var regex = new StringBuilder();
            for (var index = 0; index < glob.Length; index++)
            {
                var rest = glob.AsSpan(index);
                if (rest.StartsWith("**/", StringComparison.Ordinal))
                {
                    regex.Append("(?:.*/)?");
                    index += 2;
                }
                else if (rest is "**")
                {
                    regex.Append(".*");
                    index++;
                }
                else if (rest[0] == '[' && rest[1..].IndexOf(']') is > 0 and var length)
                {
                    var members = rest.Slice(1, length).ToString();
                    regex.Append('[')
                        .Append(members[0] is '!' or '^' ? "^" : "")
                        .Append(members.TrimStart('!', '^').Replace(@"\", @"\\").Replace("[", @"\["))
                        .Append(']');
                    index += length + 1;
                }
                else if (rest[0] == '\\' && rest.Length > 1)
                {
                    regex.Append(Regex.Escape(rest[1].ToString()));
                    index++;
                }
                else
                {
                    regex.Append(rest[0] switch { '*' => "[^/]*", '?' => "[^/]", var other => Regex.Escape(other.ToString()) });
                }
            }

            return regex.ToString();
        }
    }
}
