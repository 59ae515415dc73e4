namespace SandboxHost;

/// <summary>A switch that does not exist or has a value it cannot have.</summary>
internal sealed class SwitchException(string message) : Exception(message);
