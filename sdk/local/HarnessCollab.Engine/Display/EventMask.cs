using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Display;

/// <summary>Takes the values out of secrets before a display compares or shows them: two different secrets then look the same.</summary>
internal static class EventMask
{
    private static readonly PropertyValue Masked = PropertyValue.SecretOf("[secret]");

    /// <summary>The event without secret values; with <paramref name="showSecrets"/>, with plain values in place of secrets.</summary>
    public static EngineEvent Apply(EngineEvent engineEvent, bool showSecrets) => engineEvent switch
    {
        ResourcePreEvent pre => pre with { Metadata = Apply(pre.Metadata, showSecrets) },
        ResourceOutputsEvent outputs => outputs with { Metadata = Apply(outputs.Metadata, showSecrets) },
        ResourceFailedEvent failed => failed with { Metadata = Apply(failed.Metadata, showSecrets) },
        _ => engineEvent,
    };

    private static StepMetadata Apply(StepMetadata step, bool showSecrets) =>
        step with { Old = Apply(step.Old, showSecrets), New = Apply(step.New, showSecrets) };

    private static ResourceState? Apply(ResourceState? state, bool showSecrets) =>
        state is null ? null : state with { Inputs = Apply(state.Inputs, showSecrets), Outputs = Apply(state.Outputs, showSecrets) };

    private static PropertyMap Apply(PropertyMap map, bool showSecrets) =>
        map.Values.Any(value => value.ContainsSecrets || value is OutputValue) ? SecretMarks.Replace(map, plain => showSecrets ? plain : Masked) : map;
}
