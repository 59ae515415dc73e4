using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Arguments of a <c>EncryptedText</c>.</summary>
public sealed class EncryptedTextArgs : ResourceArgs
{
    /// <summary>Harness store: what the encrypted text is for.</summary>
    [Input("description")]
    public Input<string>? Description { get; set; }

    /// <summary>
    /// Harness store: delete the encrypted text even while it is in use. The Harness account must permit it; the users keep a reference to a secret
    /// that no longer exists. Default: false.
    /// </summary>
    [Input("forceDelete")]
    public Input<bool>? ForceDelete { get; set; }

    /// <summary>
    /// Harness store: the secret's identifier in its scope. Default: made from the name when the secret is created; it does not change later.
    /// </summary>
    [Input("identifier")]
    public Input<string>? Identifier { get; set; }

    /// <summary>The name by which Jira accounts refer to the encrypted text. Unique in the store; one line, at most 256 characters.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>
    /// Harness store, in place of <c>value</c>: where the value is in the system behind <c>secretManager</c>, in that system's own notation
    /// (<c>team/jira#token</c>). An encrypted text cannot change between <c>value</c> and <c>reference</c>.
    /// </summary>
    [Input("reference")]
    public Input<string>? Reference { get; set; }

    /// <summary>
    /// Harness store: the secret manager that keeps the encrypted text, relative to its scope: an identifier, with <c>account.</c> or <c>org.</c> in
    /// front if the manager is in an outer scope. Default: the provider's <c>secretManager</c> at the time of creation.
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
    /// Where the encrypted text, and every Jira account that uses it, may be used. Default: all applications in all environments; on the Harness
    /// store the scope that the provider is configured for; there, a changed scope replaces the encrypted text.
    /// </summary>
    [Input("usageScope")]
    public Input<Inputs.UsageScopeArgs>? UsageScope { get; set; }

    [Input("value")]
    private Input<string>? _value;

    /// <summary>
    /// The secret itself: a password, an API token or a personal access token. Required without <c>reference</c>, except during an import, when the
    /// store keeps its value.
    /// </summary>
    public Input<string>? Value
    {
        get => _value;
        set => _value = Utilities.Secret(value);
    }

    /// <summary>No arguments set.</summary>
    public static new EncryptedTextArgs Empty => new();
}
