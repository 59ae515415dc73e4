namespace HarnessCollab.Provider.Hosting;

/// <summary>
/// Shows messages to the user through the engine. Never throws: a message that cannot be delivered must not fail its operation.
/// </summary>
internal interface IEngineLog
{
    Task InfoAsync(string urn, string message);

    Task WarnAsync(string urn, string message);

    /// <summary>A temporary line for the resource: "testing connection to …".</summary>
    Task StatusAsync(string urn, string message);
}
