using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Arguments of a <c>EncryptedText</c>.</summary>
public sealed class EncryptedTextArgs : ResourceArgs
{
    /// <summary>Harness store: what the text is for.</summary>
    [Input("description")]
    public Input<string>? Description { get; set; }

    /// <summary>
    /// Harness store: delete the text also while others use it. The account must permit it; what used it is left with a reference to nothing.
    /// Default: false.
    /// </summary>
    [Input("forceDelete")]
    public Input<bool>? ForceDelete { get; set; }

    /// <summary>
    /// Harness store: the secret's identifier in its scope. Default: made from the name when the secret is created, and kept from then on.
    /// </summary>
    [Input("identifier")]
    public Input<string>? Identifier { get; set; }

    /// <summary>The name by which Jira accounts refer to the text. Unique in the store; one line, at most 256 characters.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>
    /// Harness store, in place of <c>value</c>: where the value lies in the system behind <c>secretManager</c>, in that system's own form
    /// (<c>team/jira#token</c>). Whether a text has a value or a reference is fixed.
    /// </summary>
    [Input("reference")]
    public Input<string>? Reference { get; set; }

    /// <summary>
    /// Harness store: the secret manager that keeps the text, as seen from its scope: an identifier, with <c>account.</c> or <c>org.</c> in front
    /// where the manager lies further out. Default: the provider's <c>secretManager</c>, and kept from then on.
    /// </summary>
    [Input("secretManager")]
    public Input<string>? SecretManager { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>Harness store: labels of your own.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    /// <summary>
    /// Where the text, and every Jira account that uses it, may be used. Default: all applications in all environments; on the Harness store the
    /// scope that the provider is configured for, and there a changed scope replaces.
    /// </summary>
    [Input("usageScope")]
    public Input<Inputs.UsageScopeArgs>? UsageScope { get; set; }

    [Input("value")]
    private Input<string>? _value;

    /// <summary>
    /// The secret itself: a password, an API token or a personal access token. Required without <c>reference</c>, but while a text is being imported:
    /// the store keeps the value that it has.
    /// </summary>
    public Input<string>? Value
    {
        get => _value;
        set => _value = Utilities.Secret(value);
    }

    /// <summary>No arguments set.</summary>
    public static new EncryptedTextArgs Empty => new();
}
