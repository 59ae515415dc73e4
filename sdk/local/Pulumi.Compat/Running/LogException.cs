namespace Pulumi;

/// <summary>A message could not be sent to the engine.</summary>
internal sealed class LogException(Exception cause) : Exception($"A message could not be sent to the engine: {cause.Message}", cause);
