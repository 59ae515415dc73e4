namespace HarnessCollab.Engine.Tests.Fakes;

/// <summary>A program inside this process.</summary>
internal sealed record DelegateProgram(Func<string, CancellationToken, Task<int>> Run) : ProgramSpec
{
    internal override Task<int> RunAsync(OperationRequest request, string address, CancellationToken stop, CancellationToken kill) =>
        Run(address, stop);
}
