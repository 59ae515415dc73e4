namespace Pulumi;

/// <summary>An input whose type is not known where it is read.</summary>
internal interface IInput
{
    /// <summary>The value as a whole.</summary>
    IOutput ToOutput();

    /// <summary>
    /// The value that is sent to the engine. Lists and maps give their items as inputs, so that one unknown or secret item does not hide the others.
    /// </summary>
    IOutput ToWireOutput();
}
