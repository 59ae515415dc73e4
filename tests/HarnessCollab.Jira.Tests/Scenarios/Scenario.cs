namespace HarnessCollab.Jira.Tests.Scenarios;

/// <summary>A way to get one row of the decision table to fit, over real sockets.</summary>
/// <param name="Code">The row's code.</param>
/// <param name="Name">What happens, in few words.</param>
/// <param name="RunAsync">Makes it happen and gives the report.</param>
internal sealed record Scenario(string Code, string Name, Func<Task<ConnectionReport>> RunAsync)
{
    public override string ToString() => $"{Code} {Name}";
}
