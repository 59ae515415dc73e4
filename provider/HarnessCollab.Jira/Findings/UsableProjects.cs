namespace HarnessCollab.Jira;

/// <summary>What a look for any project to work in has found, where the user names none.</summary>
/// <param name="Usable">Create and edit are held together in at least one project; null = not found among those looked at.</param>
/// <param name="NoneVisible">The account sees no project at all.</param>
/// <param name="LookedAt">Projects looked at one by one.</param>
internal sealed record UsableProjects(bool? Usable, bool NoneVisible, int LookedAt);
