namespace HarnessCollab.Protocol.Codec;

/// <summary>What the receiver of a message understands. What it does not is sent in the nearest plainer form.</summary>
/// <param name="KeepSecrets">False: the bare value is sent.</param>
/// <param name="KeepUnknowns">False: properties and members that are unknown are left out.</param>
/// <param name="KeepResources">False: a reference becomes its id, or its urn for a component.</param>
/// <param name="KeepOutputs">False: an output becomes its value, a secret or an unknown.</param>
/// <param name="KeepBytes">False: bytes become base64 text.</param>
public sealed record EncodeOptions(
    bool KeepSecrets = true, bool KeepUnknowns = true, bool KeepResources = true, bool KeepOutputs = false, bool KeepBytes = false)
{
    /// <summary>Everything but output values and byte strings, which few peers take.</summary>
    public static EncodeOptions Default { get; } = new();

    /// <summary>Nothing is lost; for round trips.</summary>
    public static EncodeOptions Lossless { get; } = new(KeepOutputs: true, KeepBytes: true);
}
