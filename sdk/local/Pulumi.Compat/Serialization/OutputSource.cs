using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Pulumi.Serialization;

/// <summary>Where an output property of a resource gets its value from.</summary>
internal abstract class OutputSource
{
    public abstract Type ValueType { get; }

    public abstract IOutput Output { get; }

    public static OutputSource Create(Type valueType, Resource resource) =>
        (OutputSource)Activator.CreateInstance(typeof(Of<>).MakeGenericType(valueType), resource)!;

    public abstract void Set(OutputData<object?> data);

    /// <summary>Ends a property that the answer left out.</summary>
    public abstract void SetMissing(bool isKnown);

    public abstract void Fail(Exception exception);

    [SuppressMessage("Performance", "CA1812", Justification = "Made by reflection.")]
    private sealed class Of<T> : OutputSource
    {
        // Callbacks of the program must not run inside the loop that completes the other properties.
        private readonly TaskCompletionSource<OutputData<T>> _data = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ImmutableHashSet<Resource> _resources;
        private readonly Output<T> _output;

        public Of(Resource resource)
        {
            _resources = [resource];

            // The registration is waited for, and with it all its outputs.
            _output = new(_data.Task, tracked: false);
        }

        public override Type ValueType => typeof(T);

        public override IOutput Output => _output;

        public override void Set(OutputData<object?> data) =>
            _data.TrySetResult(new(data.Value is T value ? value : default!, data.IsKnown, data.IsSecret, _resources));

        public override void SetMissing(bool isKnown) => _data.TrySetResult(new(default!, isKnown, isSecret: false, _resources));

        public override void Fail(Exception exception) => _data.TrySetException(exception);
    }
}
