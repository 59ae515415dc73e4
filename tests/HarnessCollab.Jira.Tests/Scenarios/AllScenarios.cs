using System.Collections.Immutable;

namespace HarnessCollab.Jira.Tests.Scenarios;

/// <summary>Every scenario, and the report of each, made once.</summary>
internal static class AllScenarios
{
    public static readonly ImmutableArray<Scenario> List =
        [.. SettingsScenarios.All, .. TransportScenarios.All, .. AnswerScenarios.All, .. SignInScenarios.All, .. PermissionScenarios.All];

    private static readonly ImmutableDictionary<string, Lazy<Task<ConnectionReport>>> Reports =
        List.ToImmutableDictionary(scenario => scenario.ToString(), scenario => new Lazy<Task<ConnectionReport>>(scenario.RunAsync));

    public static Task<ConnectionReport> ReportAsync(Scenario scenario) => Reports[scenario.ToString()].Value;
}
