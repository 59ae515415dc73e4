namespace HarnessCollab.Jira;

/// <summary>The two products behind one API.</summary>
internal enum Flavour
{
    Cloud,
    Server,
}
