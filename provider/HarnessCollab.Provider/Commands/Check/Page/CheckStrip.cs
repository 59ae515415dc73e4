using System.Text;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>The last checks of an account as a strip of bars, which differ in height as well as colour, and which open to a list.</summary>
internal static class CheckStrip
{
    public const string Head = "Last checks";

    public const string Legend =
        "Last checks, the newest on the right: a low bar passed, a middle one is inconclusive, a high one failed. Open a strip to see the list.";

    private const int Step = 5;
    private const int Ground = 18;

    // The worst first.
    private static readonly (string Verdict, int Height)[] Bars =
        [(OutputEncoder.Failed, Ground), (OutputEncoder.Inconclusive, 12), (OutputEncoder.Passed, 6)];

    public static string Of(IReadOnlyList<PastCheck> checks)
    {
        var kinds = Bars.Select(bar => (bar.Verdict, bar.Height, At: Places(checks, bar.Verdict))).Where(kind => kind.At.Length > 0).ToArray();
        var counts = kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.At.Length} {kind.Verdict}"));
        var words = string.Create(CultureInfo.InvariantCulture, $"Last {checks.Count}: {string.Join(", ", counts)}");
        var width = CheckHistory.Shown * Step;
        var strip = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"<details><summary><svg class=\"strip\" viewBox=\"0 0 {width} {Ground}\" role=\"img\" aria-label=\"{words}\">"));
        foreach (var (verdict, height, places) in kinds)
        {
            var bars = string.Concat(places.Select(at => string.Create(
                CultureInfo.InvariantCulture, $"M{width - ((checks.Count - at) * Step)} {Ground}v-{height}h4v{height}z")));
            strip.Append(CultureInfo.InvariantCulture, $"<path class=\"{verdict}\" d=\"{bars}\"/>");
        }

        strip.Append("</svg></summary><ol>");
        foreach (var check in checks.Reverse())
        {
            var (time, outcome) = (TimeText.Of(check.At), CheckPage.Text($"{check.Verdict} {check.Code}".TrimEnd()));
            strip.Append(CultureInfo.InvariantCulture, $"<li><time datetime=\"{TimeText.Rfc3339(check.At)}\">{time}</time> {outcome}</li>");
        }

        return strip.Append("</ol></details>").ToString();
    }

    /// <summary>How many did not pass.</summary>
    public static int Troubles(IEnumerable<PastCheck> checks) => checks.Count(check => check.Verdict != OutputEncoder.Passed);

    private static int[] Places(IReadOnlyList<PastCheck> checks, string verdict) =>
        [.. checks.Index().Where(check => check.Item.Verdict == verdict).Select(check => check.Index)];
}
