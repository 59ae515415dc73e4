using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd.Faults;

public sealed class KilledInDeleteTests(FaultFixture fixture) : KilledTest(fixture, "Delete")
{
    protected override async Task PrepareAsync(StackFolder stack)
    {
        await stack.ConfigAsync("count", "2");
        await stack.MustAsync("up", "--yes", "--skip-preview");
        await stack.ConfigAsync("count", "1");
    }

    protected override bool? IsDone(StackFolder stack) => stack.Rows() == 1;
}
