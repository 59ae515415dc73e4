using System.Globalization;
using System.Text;

namespace HarnessCollab.Engine.Benchmarks;

/// <summary>Three tables: seconds, ratios to the peer, and the exponent with which the seconds grow.</summary>
internal static class Report
{
    public static string Of(IReadOnlyList<Result> results)
    {
        var text = new StringBuilder();
        Table(text, "seconds", results, (result, command) => Number(result.Seconds[command]));
        if (results.Any(result => result.Contender.IsPeer))
        {
            Table(text, "ratio to the peer", [.. results.Where(result => !result.Contender.IsPeer && Peer(results, result) is not null)],
                (result, command) => Number(result.Seconds[command] / Peer(results, result)!.Seconds[command]));
        }

        Table(text, "exponent since the size before", [.. results.Where(result => Smaller(results, result) is not null)],
            (result, command) => Number(Exponent(Smaller(results, result)!, result, command)));
        return text.ToString();
    }

    // The same program on the other command line.
    private static Result? Peer(IReadOnlyList<Result> results, Result result) => results.FirstOrDefault(other =>
        other.Contender.IsPeer && other.Size == result.Size && other.Contender.NodeModules == result.Contender.NodeModules);

    private static Result? Smaller(IReadOnlyList<Result> results, Result result) =>
        results.Where(other => other.Contender.Name == result.Contender.Name && other.Size < result.Size).MaxBy(other => other.Size);

    private static double Exponent(Result smaller, Result larger, string command) =>
        Math.Log(larger.Seconds[command] / smaller.Seconds[command]) / Math.Log((double)larger.Size / smaller.Size);

    private static void Table(StringBuilder text, string title, IReadOnlyList<Result> rows, Func<Result, string, string> cell)
    {
        text.Append(CultureInfo.InvariantCulture, $"{title,-32}");
        text.AppendJoin("", Scenario.Names.Select(name => $"{name,17}")).Append('\n');
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Contender.Name,-24}{row.Size,8}");
            text.AppendJoin("", Scenario.Names.Select(name => $"{cell(row, name),17}")).Append('\n');
        }

        text.Append('\n');
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
