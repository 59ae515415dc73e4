namespace HarnessCollab.Provider.Benchmarks;

internal static class Statistics
{
    public static double Median(IEnumerable<double> values) => Quantile([.. values], 0.5);

    public static double Quantile(IReadOnlyCollection<double> values, double quantile)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * quantile))];
    }
}
