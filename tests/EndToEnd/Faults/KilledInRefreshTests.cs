using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd.Faults;

public sealed class KilledInRefreshTests(FaultFixture fixture) : KilledTest(fixture, "Read")
{
    protected override string[] Command => ["refresh", "--yes", "--skip-preview"];

    protected override Task PrepareAsync(StackFolder stack) => stack.MustAsync("up", "--yes", "--skip-preview");

    // A refresh changes nothing in the store.
    protected override bool? IsDone(StackFolder stack) => null;
}
