using System.Runtime.CompilerServices;
using System.Text;

namespace HarnessCollab.Engine.State;

/// <summary>A stack's state as it was read, together with the JSON of each resource, so that unchanged resources are written as they were.</summary>
public sealed class Checkpoint
{
    // The JSON of the entries as it is in the file, by resource.
    private readonly ConditionalWeakTable<ResourceState, byte[]> _bytes;

    private Checkpoint(Snapshot snapshot, StateSecrets secrets, ConditionalWeakTable<ResourceState, byte[]> bytes) =>
        (Snapshot, Secrets, _bytes) = (snapshot, secrets, bytes);

    /// <summary>A state without resources, for a new stack.</summary>
    public static Checkpoint Empty(PassphraseSecretsManager? manager) => new(Snapshot.Empty, new StateSecrets(manager), []);

    public Snapshot Snapshot { get; }

    /// <summary>The outputs of the stack resource.</summary>
    public PropertyMap Outputs => Snapshot.Resources.FirstOrDefault(resource => resource.Type == Urns.StackType)?.Outputs ?? PropertyMap.Empty;

    internal StateSecrets Secrets { get; }

    /// <summary>The checkpoint that is to be written in place of this one.</summary>
    public Checkpoint With(Snapshot snapshot) => new(snapshot, Secrets, _bytes);

    /// <summary>The resource as JSON. One that was read from the file keeps the JSON of the file, with members that collab does not know.</summary>
    internal byte[] Json(ResourceState state) => _bytes.GetValue(state, added => ResourceJson.Bytes(added, Secrets.Write));

    /// <summary>Reads an entry whose secrets were encrypted with this state's key.</summary>
    internal ResourceState Read(JsonElement element)
    {
        var state = ResourceJson.Read(element, Secrets.Read);
        _bytes.Add(state, Encoding.UTF8.GetBytes(element.GetRawText()));
        return state;
    }
}
