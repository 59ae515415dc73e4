namespace HarnessCollab.Provider.Commands;

/// <summary>The exit codes of commands, unless the command passes on the exit code of another program.</summary>
internal static class ExitCodes
{
    /// <summary>Success; for doctor and accounts check: all tests passed.</summary>
    public const int Done = 0;

    /// <summary>Failure, with an error on standard error; for doctor and accounts check also: a test failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Doctor, accounts check: it is unknown whether Jira accepts the account.</summary>
    public const int Inconclusive = 3;

    /// <summary>Exec: the program exists but cannot be run. The same code as in shells.</summary>
    public const int NotExecutable = 126;

    /// <summary>Exec: the program does not exist. The same code as in shells.</summary>
    public const int NotFound = 127;
}
