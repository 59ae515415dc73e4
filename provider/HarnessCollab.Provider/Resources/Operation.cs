namespace HarnessCollab.Provider.Resources;

/// <summary>One call of the engine about one resource, or of one function.</summary>
/// <param name="Urn">The resource; empty for a function.</param>
/// <param name="IsPreview">Whether nothing may be written, and unknowns may stand anywhere.</param>
/// <param name="Session">The configured provider.</param>
/// <param name="Cancellation">Ends the call: its time is up, or the run is.</param>
internal sealed record Operation(string Urn, bool IsPreview, Session Session, CancellationToken Cancellation);
