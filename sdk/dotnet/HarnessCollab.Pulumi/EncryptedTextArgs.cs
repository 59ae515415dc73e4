using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Arguments of an <see cref="EncryptedText"/>.</summary>
public sealed class EncryptedTextArgs : ResourceArgs
{
    /// <summary>The name of the secret, unique in the store.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("value", required: true)]
    private Input<string>? _value;

    /// <summary>The text itself.</summary>
    public Input<string>? Value
    {
        get => _value;
        set => _value = Utilities.Secret(value);
    }

    /// <summary>Where the secret, and the accounts that refer to it, may be used.</summary>
    [Input("usageScope")]
    public Input<Inputs.UsageScopeArgs>? UsageScope { get; set; }

    /// <summary>Harness store: the secret's identifier in its scope; made from the name when left out, and kept from then on. A changed one replaces.</summary>
    [Input("identifier")]
    public Input<string>? Identifier { get; set; }

    /// <summary>No arguments set.</summary>
    public static new EncryptedTextArgs Empty => new();
}
