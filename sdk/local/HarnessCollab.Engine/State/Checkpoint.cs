using System.Runtime.CompilerServices;
using System.Text;

namespace HarnessCollab.Engine.State;

/// <summary>A stack's state as it was read, with what is needed to write it again without touching what did not change.</summary>
public sealed class Checkpoint
{
    // Entries as they are in the file; each goes with its resource.
    private readonly ConditionalWeakTable<ResourceState, byte[]> _bytes;

    private Checkpoint(Snapshot snapshot, StateSecrets secrets, ConditionalWeakTable<ResourceState, byte[]> bytes) =>
        (Snapshot, Secrets, _bytes) = (snapshot, secrets, bytes);

    /// <summary>A state without resources, for a stack that is being made.</summary>
    public static Checkpoint Empty(PassphraseSecretsManager? manager) => new(Snapshot.Empty, new StateSecrets(manager), []);

    public Snapshot Snapshot { get; }

    /// <summary>The outputs of the stack resource.</summary>
    public PropertyMap Outputs => Snapshot.Resources.FirstOrDefault(resource => resource.Type == Urns.StackType)?.Outputs ?? PropertyMap.Empty;

    internal StateSecrets Secrets { get; }

    /// <summary>What is to be written in place of this one.</summary>
    public Checkpoint With(Snapshot snapshot) => new(snapshot, Secrets, _bytes);

    /// <summary>The resource as JSON; what came from the file and was not replaced stays as it is there, members unknown to us included.</summary>
    internal byte[] Json(ResourceState state) => _bytes.GetValue(state, added => ResourceJson.Bytes(added, Secrets.Write));

    /// <summary>An entry that was written for this state's secrets.</summary>
    internal ResourceState Read(JsonElement element)
    {
        var state = ResourceJson.Read(element, Secrets.Read);
        _bytes.Add(state, Encoding.UTF8.GetBytes(element.GetRawText()));
        return state;
    }
}
