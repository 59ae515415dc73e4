namespace HarnessCollab.Protocol.Codec;

/// <summary>A message that is not a well-formed Pulumi property value. The text names the path and never a value.</summary>
public sealed class PropertyFormatException : Exception
{
    public PropertyFormatException(string path, string problem)
        : base($"{(path.Length == 0 ? "the properties" : $"property '{path}'")} cannot be decoded: {problem}")
    {
        Path = path;
    }

    /// <summary>Where it is, in Pulumi's property path grammar; empty for the whole.</summary>
    public string Path { get; }
}
