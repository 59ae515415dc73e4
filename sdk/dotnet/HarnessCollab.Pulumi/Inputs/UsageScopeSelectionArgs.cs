using global::Pulumi;

namespace HarnessCollab.Pulumi.Inputs;

/// <summary>Some, or all, of a kind of thing.</summary>
public sealed class UsageScopeSelectionArgs : ResourceArgs
{
    /// <summary>True: all of them.</summary>
    [Input("all")]
    public Input<bool>? All { get; set; }

    [Input("names")]
    private InputList<string>? _names;

    /// <summary>The names of those that are meant.</summary>
    public InputList<string> Names
    {
        get => _names ??= new InputList<string>();
        set => _names = value;
    }

    /// <summary>No arguments set.</summary>
    public static new UsageScopeSelectionArgs Empty => new();
}
