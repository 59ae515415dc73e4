using Pulumi;

namespace HarnessCollab.Collaboration.Inputs;

/// <summary>All, or some by name.</summary>
public sealed class UsageScopeSelectionArgs : ResourceArgs
{
    /// <summary>All of them.</summary>
    [Input("all")]
    public Input<bool>? All { get; set; }

    [Input("names")]
    private InputList<string>? _names;

    /// <summary>The ones with these names.</summary>
    public InputList<string> Names
    {
        get => _names ??= new();
        set => _names = value;
    }

    /// <summary>No arguments set.</summary>
    public static new UsageScopeSelectionArgs Empty => new();
}
