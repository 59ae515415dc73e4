namespace HarnessCollab.Engine;

/// <summary>How to start a plugin; the engine's address is appended as the last argument.</summary>
/// <param name="FileName">A path, or a name to be found on PATH.</param>
public sealed record PluginCommand(string FileName, ImmutableArray<string> Arguments);
