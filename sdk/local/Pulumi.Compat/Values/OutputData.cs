namespace Pulumi;

/// <summary>The result of an output.</summary>
/// <param name="Value">The value; not valid while <paramref name="IsKnown"/> is false.</param>
/// <param name="Resources">The resources that the value came from.</param>
internal readonly record struct OutputData<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Resources)
{
    // This text never contains the value, because it may be a secret.
    public override string ToString() => nameof(OutputData<>);
}

internal static class OutputData
{
    public static OutputData<T> Known<T>(T value, bool isSecret = false) => new(value, IsKnown: true, isSecret, []);

    public static OutputData<T> Unknown<T>(bool isSecret, ImmutableHashSet<Resource> resources) => new(default!, IsKnown: false, isSecret, resources);
}
