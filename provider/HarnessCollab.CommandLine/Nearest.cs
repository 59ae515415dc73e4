namespace HarnessCollab.CommandLine;

/// <summary>The name that a user probably meant to type.</summary>
internal static class Nearest
{
    /// <returns>Null when no name is near: of three letters one may be wrong, and never more than two.</returns>
    public static string? Of(string given, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: Distance(given, name)))
        .Where(each => each.Distance <= Math.Min(2, given.Length / 3))
        .OrderBy(each => each.Distance)
        .FirstOrDefault()
        .Name;

    // How many letters must be inserted, deleted or changed; two exchanged letters count as one.
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var change = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[one.Length, other.Length];
    }
}
