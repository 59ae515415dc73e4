using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd.Faults;

public sealed class KilledInUpdateTests(FaultFixture fixture) : KilledTest(fixture, "Update")
{
    protected override async Task PrepareAsync(StackFolder stack)
    {
        await stack.MustAsync("up", "--yes", "--skip-preview");
        await stack.ConfigAsync("displayName", "changed");
    }

    protected override bool? IsDone(StackFolder stack) => stack.Sql("select display_name from providers") is "changed";
}
