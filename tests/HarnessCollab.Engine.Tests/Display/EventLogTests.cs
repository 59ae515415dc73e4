using HarnessCollab.Engine.Display;

namespace HarnessCollab.Engine.Tests.Display;

/// <summary>An event log that is read and written again is the log of the Pulumi CLI.</summary>
public sealed class EventLogTests
{
    [Theory]
    [InlineData("02-create-and-no-change/07-up")]
    [InlineData("03-update-and-secrets/12-nested-preview")]
    [InlineData("04-replace/06-cbd-up")]
    [InlineData("05-delete-and-destroy/05-remove-delete-fails")]
    [InlineData("06-refresh-and-drift/10-preview-refresh")]
    [InlineData("08-check-failures/07-check-logs")]
    public void Lines_are_those_of_the_recording(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Recordings", "Display", name + ".events.jsonl");
        var recorded = File.ReadAllLines(file).Select(Body);

        var written = RecordedEvents.Read(file).Select(each => Body(EventJson.Write(each, 0, DateTimeOffset.UnixEpoch)));

        Assert.Equal(recorded, written);
    }

    // Without sequence, time, and the number of steps so far, which only the CLI keeps.
    private static string Body(string line) =>
        System.Text.RegularExpressions.Regex.Replace(line[line.IndexOf("Event\":{", StringComparison.Ordinal)..], "\"steps\":\\d+", "\"steps\":0");
}
