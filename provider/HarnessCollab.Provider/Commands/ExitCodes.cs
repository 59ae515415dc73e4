namespace HarnessCollab.Provider.Commands;

/// <summary>How a command ends, as far as it is not another program's exit code.</summary>
internal static class ExitCodes
{
    /// <summary>Done; with doctor and accounts check: all tests passed.</summary>
    public const int Done = 0;

    /// <summary>Failed, with an error on standard error; with doctor and accounts check also: a test failed.</summary>
    public const int Failed = 1;

    /// <summary>Called wrongly; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Doctor, accounts check: Jira's answer is not known.</summary>
    public const int Inconclusive = 3;

    /// <summary>Exec: the command is there but cannot be run. As shells say it.</summary>
    public const int NotExecutable = 126;

    /// <summary>Exec: there is no such command. As shells say it.</summary>
    public const int NotFound = 127;
}
