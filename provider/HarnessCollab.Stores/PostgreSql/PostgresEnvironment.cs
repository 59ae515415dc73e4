namespace HarnessCollab.Stores.PostgreSql;

/// <summary>Variables that the driver would send to every session, which a pooler does not take. Nothing here depends on them.</summary>
public static class PostgresEnvironment
{
    private static readonly Lock Once = new();
    private static readonly Dictionary<string, string> Kept = [];

    /// <summary>What has been taken out of this process's environment, for programs that it starts.</summary>
    public static IReadOnlyDictionary<string, string> Withheld
    {
        get
        {
            lock (Once)
            {
                return new Dictionary<string, string>(Kept);
            }
        }
    }

    internal static void Withhold()
    {
        lock (Once)
        {
            foreach (var name in new[] { "PGOPTIONS", "PGTZ" })
            {
                if (Environment.GetEnvironmentVariable(name) is { } value)
                {
                    Kept[name] = value;
                    Environment.SetEnvironmentVariable(name, null);
                }
            }
        }
    }
}
