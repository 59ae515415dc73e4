using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>Tells whether two entries would be written alike.</summary>
internal static class StateComparer
{
    public static bool Same(ResourceState left, ResourceState right) =>
        left.Dependencies.SequenceEqual(right.Dependencies)
        && left.InitErrors.SequenceEqual(right.InitErrors)
        && left.AdditionalSecretOutputs.SequenceEqual(right.AdditionalSecretOutputs)
        && left.IgnoreChanges.SequenceEqual(right.IgnoreChanges)
        && left.PropertyDependencies.Count == right.PropertyDependencies.Count
        && left.PropertyDependencies.All(entry => right.PropertyDependencies.TryGetValue(entry.Key, out var urns) && urns.SequenceEqual(entry.Value))
        && right == left with
        {
            Dependencies = right.Dependencies,
            InitErrors = right.InitErrors,
            AdditionalSecretOutputs = right.AdditionalSecretOutputs,
            IgnoreChanges = right.IgnoreChanges,
            PropertyDependencies = right.PropertyDependencies,
        };
}
