using HarnessCollab.CommandLine;

namespace HarnessCollab.Stores.Benchmarks;

/// <summary>How the benchmark is run.</summary>
/// <param name="Rounds">Interleaved rounds; medians are over them.</param>
/// <param name="Creates">Creates in a block.</param>
/// <param name="Folder">Where the databases lie: on the disk that is to be measured.</param>
/// <param name="Postgres">A server to use in place of one that is started.</param>
internal sealed record Options(int Rounds, int Creates, string Folder, string? Postgres)
{
    private static readonly Option RoundsOption = new("--rounds", "N", "interleaved rounds (7)");
    private static readonly Option CreatesOption = new("--creates", "N", "creates in each block of a round (400)");
    private static readonly Option FolderOption = new("--folder", "DIR", "where the databases are made (the temporary folder)");
    private static readonly Option PostgresOption = new("--postgres", "URL", "a server to use in place of one that is started");

    /// <summary>How the command line is understood.</summary>
    public static CommandTable<Func<Arguments, Options>> Table { get; } = new(
        "stores-benchmark",
        "what a create costs in each store, beside the same write without it",
        new Command<Func<Arguments, Options>>("", "measure creates in each store", Read)
        {
            Options = [RoundsOption, CreatesOption, FolderOption, PostgresOption],
        });

    private static Options Read(Arguments arguments) => new(
        arguments.Number(RoundsOption, from: 1) ?? 7,
        arguments.Number(CreatesOption, from: 1) ?? 400,
        arguments.Find(FolderOption) ?? Path.GetTempPath(),
        arguments.Find(PostgresOption));
}
