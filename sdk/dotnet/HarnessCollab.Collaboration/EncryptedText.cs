using System.Collections.Immutable;
using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>
/// A named secret of the store: the password or token of a Jira account, with the applications and environments that may use it. Any number of Jira
/// accounts can refer to it by id or name with <c>encryptedText</c>; they inherit its usage scope, and use the new value after a rotation.
/// </summary>
/// <remarks>
/// The value is written and compared, never returned. Deleting an encrypted text that is in use is an error, which names the accounts.
/// </remarks>
[CollaborationResourceType(Token)]
public partial class EncryptedText : CustomResource
{
    private const string Token = "harnesscollab:index:EncryptedText";

    /// <summary>Harness store: what the encrypted text is for.</summary>
    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    /// <summary>
    /// Harness store: delete the encrypted text even while it is in use. The Harness account must permit it; the users keep a reference to a secret
    /// that no longer exists. Default: false.
    /// </summary>
    [Output("forceDelete")]
    public Output<bool?> ForceDelete { get; private set; } = null!;

    /// <summary>
    /// Harness store: the secret's identifier in its scope. Default: made from the name when the secret is created; it does not change later.
    /// </summary>
    [Output("identifier")]
    public Output<string?> Identifier { get; private set; } = null!;

    /// <summary>The name by which Jira accounts refer to the encrypted text. Unique in the store; one line, at most 256 characters.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>
    /// Harness store, in place of <c>value</c>: where the value is in the system behind <c>secretManager</c>, in that system's own notation
    /// (<c>team/jira#token</c>). An encrypted text cannot change between <c>value</c> and <c>reference</c>.
    /// </summary>
    [Output("reference")]
    public Output<string?> Reference { get; private set; } = null!;

    /// <summary>Changes with every write of the encrypted text. Opaque.</summary>
    [Output("revision")]
    public Output<string> Revision { get; private set; } = null!;

    /// <summary>
    /// Harness store: the secret manager that keeps the encrypted text, relative to its scope: an identifier, with <c>account.</c> or <c>org.</c> in
    /// front if the manager is in an outer scope. Default: the provider's <c>secretManager</c> at the time of creation.
    /// </summary>
    [Output("secretManager")]
    public Output<string?> SecretManager { get; private set; } = null!;

    /// <summary>The store that contains the encrypted text.</summary>
    [Output("storeId")]
    public Output<string> StoreId { get; private set; } = null!;

    /// <summary>Harness store: labels of your own.</summary>
    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    /// <summary>
    /// Where the encrypted text, and every Jira account that uses it, may be used. Default: all applications in all environments; on the Harness
    /// store the scope that the provider is configured for; there, a changed scope replaces the encrypted text.
    /// </summary>
    [Output("usageScope")]
    public Output<Outputs.UsageScope?> UsageScope { get; private set; } = null!;

    /// <summary>
    /// The secret itself: a password, an API token or a personal access token. Required without <c>reference</c>, except during an import, when the
    /// store keeps its value.
    /// </summary>
    [Output("value")]
    public Output<string?> Value { get; private set; } = null!;

    /// <summary>Declares the resource.</summary>
    /// <param name="name">Its name in the program, unique among its kind and parent.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How the engine treats it.</param>
    public EncryptedText(string name, EncryptedTextArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new EncryptedTextArgs(), MakeResourceOptions(options, id: null))
    {
    }

    private EncryptedText(string name, Input<string> id, CustomResourceOptions? options = null)
        : base(Token, name, args: null, MakeResourceOptions(options, id))
    {
    }

    /// <summary>Reads an existing one, which the stack then does not manage.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="id">Its id in the store.</param>
    /// <param name="options">How the engine treats it.</param>
    public static EncryptedText Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id)
    {
        var defaults = new CustomResourceOptions
        {
            Version = Utilities.Version,
            PluginDownloadURL = Utilities.PluginDownloadURL,
            AdditionalSecretOutputs = { "value" },
        };
        var merged = CustomResourceOptions.Merge(defaults, options);

        // An id given here wins over the one in the options.
        merged.Id = id ?? merged.Id;
        return merged;
    }
}
