namespace HarnessCollab.Stores.PostgreSql;

/// <summary>libpq's file of named connections: sections in brackets, with one parameter on each line.</summary>
internal static class PostgresServiceFile
{
    /// <summary>The parameters of a service, from the first file that contains it.</summary>
    public static Dictionary<PostgresParameter, PostgresValue> Read(PostgresValue service, Func<string, string?> environment)
    {
        List<string> looked = [];
        foreach (var (file, origin) in Files(environment))
        {
            looked.Add(file);
            if (origin is null && !File.Exists(file))
            {
                continue;
            }

            var pairs = Section(PostgresFiles.Read(file, origin ?? "it", "the service file"), service.Text);
            if (pairs is not null)
            {
                return PostgresText.ToValues(pairs, $"in the service file {file}");
            }
        }

        throw new StoreException(
            StoreErrorCodes.ConnectionFile,
            $"{service.Origin} names a service that is in none of these files: {string.Join(", ", looked)}. "
            + "Add it there, or name another file with PGSERVICEFILE.");
    }

    private static IEnumerable<(string File, string? Origin)> Files(Func<string, string?> environment)
    {
        if (environment("PGSERVICEFILE") is { Length: > 0 } named)
        {
            yield return (named, "PGSERVICEFILE");
        }
        else
        {
            yield return (Path.Combine(PostgresFiles.Home, ".pg_service.conf"), null);
        }

        if (environment("PGSYSCONFDIR") is { Length: > 0 } folder)
        {
            yield return (Path.Combine(folder, "pg_service.conf"), null);
        }
    }

    private static List<(string Name, string Value)>? Section(string text, string name)
    {
        List<(string, string)>? pairs = null;
        var inside = false;
        foreach (var line in text
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#')))
        {
            if (line.StartsWith('['))
            {
                inside = line == $"[{name}]";
                pairs ??= inside ? [] : null;
            }
            else if (inside && line.IndexOf('=') is var equals and > 0)
            {
                pairs!.Add((line[..equals].Trim(), line[(equals + 1)..].Trim()));
            }
        }

        return pairs;
    }
}
