namespace HarnessCollab.Jira;

/// <summary>A request that brought no answer.</summary>
/// <param name="Fault">The cause, as far as the platform tells.</param>
/// <param name="Detail">The platform's own words, or the proxy's name; shown only after cleaning.</param>
/// <param name="Certificate">The certificate that was refused, for TLS faults.</param>
internal sealed record TransportFailure(TransportFault Fault, string Detail, CertificateProblem? Certificate = null);
