namespace HarnessCollab.Provider.Configuration;

/// <summary>Paths as users write them: no shell has expanded a setting, so it can still begin with <c>~/</c>.</summary>
internal static class HomePath
{
    /// <summary>The path with the user's home folder instead of a leading <c>~</c>. Another user's (<c>~anna/</c>) stays as it is.</summary>
    public static string Expand(string path, IProcessEnvironment environment)
    {
        if (path != "~" && !path.StartsWith("~/", StringComparison.Ordinal))
        {
            return path;
        }

        var home = environment.Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length == 0 ? path : Path.Combine(home, path[1..].TrimStart('/'));
    }
}
