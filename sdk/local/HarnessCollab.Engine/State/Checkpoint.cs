using System.Collections.Concurrent;
using System.Collections.Immutable;
using HarnessCollab.Engine.Secrets;

namespace HarnessCollab.Engine.State;

/// <summary>A stack's state as it was read, with what is needed to write it again without touching what did not change.</summary>
public sealed class Checkpoint
{
    private readonly ConcurrentDictionary<ResourceState, string> _raw;

    internal Checkpoint(Snapshot snapshot, StateSecrets secrets, ConcurrentDictionary<ResourceState, string> raw, string hash)
    {
        Snapshot = snapshot;
        Secrets = secrets;
        _raw = raw;
        Hash = hash;
    }

    public Snapshot Snapshot { get; }

    /// <summary>The outputs of the stack resource.</summary>
    public Protocol.Values.PropertyMap Outputs =>
        Snapshot.Resources.FirstOrDefault(resource => resource.Type == Urns.StackType)?.Outputs ?? Protocol.Values.PropertyMap.Empty;

    /// <summary>SHA-256 of the file, in hex.</summary>
    internal string Hash { get; }

    internal StateSecrets Secrets { get; }

    /// <summary>A state without resources, for a stack that is being made.</summary>
    public static Checkpoint Empty(PassphraseSecretsManager? manager) =>
        new(Snapshot.Empty, new StateSecrets(manager), new(ReferenceEqualityComparer.Instance), "");

    /// <summary>The state with other resources, to be written in place of this one.</summary>
    public Checkpoint With(ImmutableArray<ResourceState> resources, ImmutableArray<PendingOperation> pending) =>
        new(new Snapshot(resources, pending), Secrets, _raw, Hash);

    /// <summary>The resource as JSON; what came from the file and was not replaced stays as it is there, members unknown to us included.</summary>
    internal string Json(ResourceState state) => _raw.GetOrAdd(state, added => ResourceJson.Text(added, Secrets.Write));
}
