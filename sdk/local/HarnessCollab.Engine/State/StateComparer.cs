using HarnessCollab.Protocol.Codec;

namespace HarnessCollab.Engine.State;

/// <summary>Tells whether two entries would be written alike.</summary>
internal static class StateComparer
{
    // Told apart from a bare value, though not encrypted.
    private static readonly SecretForm Marked = static (writer, plain, _) =>
        PropertyJson.WriteSigned(writer, Signatures.Secret, ("plaintext", SecretForms.Json(plain, SecretForms.Bare)));

    public static bool Same(ResourceState left, ResourceState right) =>
        ReferenceEquals(left, right) || ResourceJson.Bytes(left, Marked).AsSpan().SequenceEqual(ResourceJson.Bytes(right, Marked));
}
