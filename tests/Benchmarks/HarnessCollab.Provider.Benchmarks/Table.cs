using System.Globalization;

namespace HarnessCollab.Provider.Benchmarks;

/// <summary>Prints one line for each figure: ours, the peer's, the ratio, the budget and whether it is kept.</summary>
internal static class Table
{
    public static void Head() => Console.WriteLine($"{"",-34}{"plugin",12}{"node",12}{"ratio",10}  budget");

    /// <param name="budget">The largest ratio to the peer.</param>
    public static void Ratio(string what, double ours, double? peer, string unit, double? budget = null) => Write(
        what, ours, peer, unit, budget is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"at most {budget:0.###}× {Verdict(peer is null ? null : ours / peer <= budget)}"));

    /// <param name="budget">The largest value of ours.</param>
    public static void Limit(string what, double ours, double? peer, string unit, double budget) =>
        Write(what, ours, peer, unit, string.Create(CultureInfo.InvariantCulture, $"at most {budget} {unit} {Verdict(ours <= budget)}"));

    private static void Write(string what, double ours, double? peer, string unit, string budget) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-34}{$"{ours:0.##} {unit}",12}{(peer is { } other ? $"{other:0.##} {unit}" : "–"),12}"
        + $"{(peer is { } divisor ? $"{ours / divisor:0.000}" : "–"),10}  {budget}"));

    private static string Verdict(bool? kept) => kept switch { true => "(kept)", false => "(MISSED)", null => "" };
}
