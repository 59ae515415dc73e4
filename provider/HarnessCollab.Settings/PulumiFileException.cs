namespace HarnessCollab.Settings;

/// <summary>A file of a Pulumi project cannot be used as it is.</summary>
/// <param name="message">Names the file, and the key or line if there is one. It quotes no value, because that may be meant to be a secret.</param>
public sealed class PulumiFileException(string message, Exception? cause = null) : Exception(message, cause);
