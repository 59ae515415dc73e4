namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>The one limit for everything that must happen at all; generous, since it only ends tests that hang.</summary>
internal static class Limits
{
    public static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);
}
