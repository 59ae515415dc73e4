using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd.Faults;

public sealed class KilledInCreateTests(FaultFixture fixture) : KilledTest(fixture, "Create")
{
    protected override Task PrepareAsync(StackFolder stack) => Task.CompletedTask;

    protected override bool? IsDone(StackFolder stack) => stack.Rows() == 1;
}
