namespace HarnessCollab.CommandLine;

/// <summary>The name that a user probably meant to type.</summary>
internal static class Nearest
{
    /// <returns>Null when no name is near: of three letters one may be wrong, and never more than two.</returns>
    public static string? Of(string given, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: EditDistance.Between(given, name, swapsCountOnce: true)))
        .Where(each => each.Distance <= Math.Min(2, given.Length / 3))
        .OrderBy(each => each.Distance)
        .FirstOrDefault()
        .Name;
}
