using System.Globalization;

namespace HarnessCollab.Stores.Benchmarks;

/// <summary>How the benchmark is run.</summary>
/// <param name="Rounds">Interleaved rounds; medians are over them.</param>
/// <param name="Creates">Creates in a block.</param>
/// <param name="Folder">Where the databases lie: on the disk that is to be measured.</param>
/// <param name="Postgres">A server to use in place of one that is started.</param>
internal sealed record Options(int Rounds, int Creates, string Folder, string? Postgres)
{
    public const string Usage = "usage: stores-benchmark [--rounds N] [--creates N] [--folder DIR] [--postgres URL]";

    /// <returns>Null when the arguments make no sense.</returns>
    public static Options? Parse(string[] args)
    {
        var options = new Options(Rounds: 7, Creates: 400, Path.GetTempPath(), Postgres: null);
        for (var at = 0; at < args.Length; at += 2)
        {
            if (at + 1 == args.Length)
            {
                return null;
            }

            var number = int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0
                ? parsed
                : (int?)null;
            switch (args[at])
            {
                case "--rounds" when number is { } rounds:
                    options = options with { Rounds = rounds };
                    break;
                case "--creates" when number is { } creates:
                    options = options with { Creates = creates };
                    break;
                case "--folder":
                    options = options with { Folder = args[at + 1] };
                    break;
                case "--postgres":
                    options = options with { Postgres = args[at + 1] };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
