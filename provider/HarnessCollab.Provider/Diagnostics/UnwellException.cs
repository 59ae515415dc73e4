namespace HarnessCollab.Provider.Diagnostics;

/// <summary>The object exists and stays in the state, but something is wrong with it: Pulumi's "init failed".</summary>
/// <param name="id">The object's id.</param>
/// <param name="outputs">The outputs, as far as they are known.</param>
/// <param name="inputs">The inputs.</param>
/// <param name="reasons">What is wrong, one text for each reason.</param>
internal sealed class UnwellException(string id, PropertyMap outputs, PropertyMap inputs, ImmutableArray<string> reasons)
    : Exception("The object exists but is unhealthy.")
{
    public string Id { get; } = id;

    public PropertyMap Outputs { get; } = outputs;

    public PropertyMap Inputs { get; } = inputs;

    public ImmutableArray<string> Reasons { get; } = reasons;
}
