namespace HarnessCollab.Jira;

/// <summary>What a look for any project to work in has found, where the user names none.</summary>
/// <param name="Usable">Create and edit are held together in at least one project; null = not found among those looked at.</param>
/// <param name="Visible">How many projects are listed for the account; null = the list was not told or not read whole.</param>
/// <param name="LookedAt">Projects whose permissions were told one by one.</param>
internal sealed record UsableProjects(bool? Usable, int? Visible, int LookedAt);
