namespace HarnessCollab.Jira;

/// <summary>Where in the test a signal was received; each stage has its own table.</summary>
internal enum TestStage
{
    Settings,
    Reach,
    SignIn,
    Permissions,
    Project,
    AnyProject,
    Refusals,
    Notes,
}
