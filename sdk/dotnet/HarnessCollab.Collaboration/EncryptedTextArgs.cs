using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Arguments of a <c>EncryptedText</c>.</summary>
public sealed class EncryptedTextArgs : ResourceArgs
{
    /// <summary>
    /// Harness store: the secret's identifier in its scope. Default: made from the name when the secret is created, and kept from then on.
    /// </summary>
    [Input("identifier")]
    public Input<string>? Identifier { get; set; }

    /// <summary>The name by which providers refer to the text. Unique in the store; one line, at most 256 characters.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>
    /// Where the text, and every provider that uses it, may be used. Default: all applications in all environments; on the Harness store the scope
    /// that the provider is configured for, and there a changed scope replaces.
    /// </summary>
    [Input("usageScope")]
    public Input<Inputs.UsageScopeArgs>? UsageScope { get; set; }

    [Input("value", required: true)]
    private Input<string>? _value;

    /// <summary>The secret itself: a password, an API token or a personal access token.</summary>
    public Input<string>? Value
    {
        get => _value;
        set => _value = Utilities.Secret(value);
    }

    /// <summary>No arguments set.</summary>
    public static new EncryptedTextArgs Empty => new();
}
