using HarnessCollab.Benchmarks;
using HarnessCollab.Stores.Benchmarks;
using HarnessCollab.Testing;

if (Invocation.Read(Options.Table, args) is not { } options)
{
    return Environment.ExitCode;
}

var folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(options.Folder), $"stores-benchmark-{Guid.NewGuid():N}")).FullName;
try
{
    Console.WriteLine($"{options.Rounds} rounds of {options.Creates} creates each, in {options.Folder}; medians");
    await SqliteContest.RunAsync(folder, options);
    if (options.Postgres is { } url)
    {
        await PostgresContest.RunAsync(new Uri(url), options);
    }
    else
    {
        await using var server = new PostgresServer { DurableIn = folder };
        if (server.Ensure() is { } missing)
        {
            Console.WriteLine($"PostgreSQL: {missing}, or name one with --postgres URL");
        }
        else
        {
            await PostgresContest.RunAsync(new Uri(server.Url()), options);
        }
    }

    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
