using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output comes to. <see cref="Value"/> means nothing while <see cref="IsKnown"/> is false.</summary>
internal readonly struct OutputData<T>(T value, bool isKnown, bool isSecret, ImmutableHashSet<Resource> resources)
{
    public T Value { get; } = value;

    public bool IsKnown { get; } = isKnown;

    public bool IsSecret { get; } = isSecret;

    /// <summary>The resources that the value came from.</summary>
    public ImmutableHashSet<Resource> Resources { get; } = resources;

    // Never the value: it may be a secret.
    public override string ToString() => nameof(OutputData<>);
}

internal static class OutputData
{
    public static OutputData<T> Known<T>(T value, bool isSecret = false) => new(value, isKnown: true, isSecret, []);

    public static OutputData<T> Unknown<T>(bool isSecret, ImmutableHashSet<Resource> resources) => new(default!, isKnown: false, isSecret, resources);
}
