namespace HarnessCollab.Provider.Hosting;

/// <summary>
/// Tells the user something through the engine. Never throws: a message that cannot be delivered must not fail the operation it is about.
/// </summary>
internal interface IEngineLog
{
    Task InfoAsync(string urn, string message);

    Task WarnAsync(string urn, string message);

    /// <summary>A passing line beside the resource: "testing connection to …".</summary>
    Task StatusAsync(string urn, string message);
}
