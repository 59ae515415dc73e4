using HarnessCollab.Stores.Benchmarks;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
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
    else if (await PostgresServer.StartAsync(folder) is { } server)
    {
        await using (server)
        {
            await PostgresContest.RunAsync(server.Url, options);
        }
    }
    else
    {
        Console.WriteLine("PostgreSQL: no server on this machine. Install one (apt-get install -y postgresql), or name one with --postgres URL.");
    }

    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
