using System.Globalization;

namespace HarnessSandbox.Platform;

/// <summary>
/// How long the record that something uses an object remains after that use: for a time, or (for clients with another clock) for a number of
/// refusals.
/// </summary>
internal sealed record Lag(TimeSpan Time, int Refusals)
{
    /// <summary><c>2s</c>, <c>500ms</c>, or <c>3x</c> for three refusals.</summary>
    public static Lag Parse(string name, string text) => text switch
    {
        _ when Number(text, "ms") is { } milliseconds => new(TimeSpan.FromMilliseconds(milliseconds), 0),
        _ when Number(text, "s") is { } seconds => new(TimeSpan.FromSeconds(seconds), 0),
        _ when Number(text, "x") is { } times => new(TimeSpan.Zero, (int)times),
        _ => throw new UsageException($"--{name} is a time like 2s or 500ms, or a number of refusals like 3x"),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Refusals > 0 ? $"{Refusals}x" : $"{Time.TotalSeconds}s")}");

    private static double? Number(string text, string unit) =>
        text.EndsWith(unit, StringComparison.Ordinal)
        && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
