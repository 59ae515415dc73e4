using System.Diagnostics;
using System.Globalization;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.Engine.Benchmarks;

/// <summary>How long each command of a scenario took, in seconds.</summary>
internal sealed record Result(Contender Contender, int Size, IReadOnlyDictionary<string, double> Seconds);

/// <summary>The life of a stack of so many providers, each with a secret; the connection test is off, so that no Jira is measured.</summary>
internal static class Scenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    // From this command on every answer asks for a Read before the next preview.
    private const string AsksForReads = "refresh";

    private static readonly (string Name, string[] Command)[] Commands =
    [
        ("up", ["up", "--yes", "--skip-preview"]),
        ("up again", ["up", "--yes", "--skip-preview"]),
        ("preview", ["preview"]),
        (AsksForReads, ["refresh", "--yes", "--skip-preview"]),
        ("reading preview", ["preview"]),
        ("destroy", ["destroy", "--yes", "--skip-preview"]),
    ];

    public static IEnumerable<string> Names => Commands.Select(command => command.Name);

    public static async Task<Result> RunAsync(Contender contender, int size)
    {
        using var stack = await contender.StackAsync();
        foreach (var moment in new[] { "PREVIEW", "APPLY", "REFRESH" })
        {
            stack.Environment[$"HARNESSCOLLAB_CONNECTION_TEST_{moment}"] = "off";
        }

        await stack.ConfigAsync("count", size.ToString(CultureInfo.InvariantCulture));
        await stack.ConfigAsync("quiet", "true");
        await stack.ConfigAsync("baseUrl", "http://127.0.0.1:1");
        await stack.ConfigAsync("username", "bot@example.com");
        await stack.SecretAsync("apiToken", "benchmark-token");
        var seconds = new Dictionary<string, double>();
        foreach (var (name, command) in Commands)
        {
            if (name == AsksForReads)
            {
                stack.Environment["HARNESSCOLLAB_DRIFT_DETECTION"] = "always";
            }

            seconds[name] = await MeasureAsync(stack, command);
        }

        return new Result(contender, size, seconds);
    }

    private static async Task<double> MeasureAsync(StackFolder stack, string[] command)
    {
        var began = Stopwatch.GetTimestamp();
        await using var process = stack.Start(command);
        var result = await process.WaitAsync(Patience);
        return result.ExitCode == 0
            ? Stopwatch.GetElapsedTime(began).TotalSeconds
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {result.ExitCode}:\n{result.All}");
    }
}
