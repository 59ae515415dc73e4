namespace HarnessCollab.Engine.Plugins;

/// <summary>A provider refused, or could not be reached; the text is the one for the user.</summary>
internal sealed class ProviderException(string message, Exception? inner = null) : Exception(message, inner);
