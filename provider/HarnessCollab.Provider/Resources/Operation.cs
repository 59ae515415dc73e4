namespace HarnessCollab.Provider.Resources;

/// <summary>One call of the engine about one resource, or of one function.</summary>
/// <param name="Urn">The resource's URN; empty for a function.</param>
/// <param name="IsPreview">Whether nothing may be written, and every value can be unknown.</param>
/// <param name="Session">The configured provider.</param>
/// <param name="Cancellation">Cancelled when the call's time is over, or the run is cancelled.</param>
internal sealed record Operation(string Urn, bool IsPreview, Session Session, CancellationToken Cancellation);
