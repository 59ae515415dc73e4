namespace HarnessCollab.Stores.PostgreSql;

/// <summary>What stands behind an error of a connection or a statement.</summary>
internal enum Cause
{
    /// <summary>Nothing that we know.</summary>
    Unknown,

    /// <summary>The transaction merely met another one, and a second try can go well.</summary>
    Race,

    /// <summary>A row of the same name, or one that was referred to, came or went meanwhile; a second try sees it.</summary>
    Clash,

    /// <summary>The connection failed, as one from the pool does when the server was restarted.</summary>
    Lost,

    /// <summary>All connections that server, role or pooler allow are taken.</summary>
    Full,

    /// <summary>The server is on its way up or down.</summary>
    Starting,

    /// <summary>User or password are wrong or missing.</summary>
    NotLetIn,

    /// <summary>No rule of the server fits user, address and encryption.</summary>
    NoRule,

    /// <summary>A grant is missing.</summary>
    Denied,

    /// <summary>There is no such database.</summary>
    NoDatabase,

    /// <summary>The server takes no writes.</summary>
    ReadOnly,

    /// <summary>The server's disk is full.</summary>
    NoRoom,

    /// <summary>A lock or a statement took too long.</summary>
    Busy,

    /// <summary>A constraint refused a row.</summary>
    BrokenRule,

    /// <summary>Tables are not as they were made.</summary>
    Damaged,

    /// <summary>What stands in between does not keep what a transaction needs.</summary>
    Pooler,

    /// <summary>Client and server did not agree on encryption.</summary>
    NoTls,

    /// <summary>No server is as wanted.</summary>
    NoSuitableHost,

    /// <summary>The host's name has no address.</summary>
    NoHost,

    /// <summary>Nothing answers.</summary>
    NoAnswer,
}
