using System.Globalization;

namespace HarnessSandbox.Platform;

/// <summary>A fault of the next calls of a kind.</summary>
/// <param name="Call">One of <see cref="CallNames"/>, or <c>any</c>.</param>
/// <param name="Name">One of <see cref="Faults.All"/>.</param>
/// <param name="Times">For how many more calls.</param>
internal sealed record Fault(string Call, string Name, int Times)
{
    public static Fault Parse(string text)
    {
        var parts = text.Split(':');
        var times = 1;
        return parts.Length is 2 or 3
            && (parts[0] == "any" || CallNames.All.Contains(parts[0]))
            && Faults.All.Any(each => each.Name == parts[1])
            && (parts.Length == 2 || int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out times))
                ? new Fault(parts[0], parts[1], times)
                : throw new UsageException($"'{text}' is no fault; --help lists calls and faults");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Call}:{Name}:{Times}");
}
