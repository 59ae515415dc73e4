using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>A secret text in the store, shared by the accounts that refer to it.</summary>
[HarnessCollabResourceType(Token)]
public partial class EncryptedText : CustomResource
{
    private const string Token = "harnesscollab:index:EncryptedText";

    /// <summary>The name of the secret, unique in the store.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>The text itself.</summary>
    [Output("value")]
    public Output<string> Value { get; private set; } = null!;

    /// <summary>Where the secret, and the accounts that refer to it, may be used.</summary>
    [Output("usageScope")]
    public Output<Outputs.UsageScope?> UsageScope { get; private set; } = null!;

    /// <summary>Harness store: the secret's identifier in its scope; made from the name when left out, and kept from then on. A changed one replaces.</summary>
    [Output("identifier")]
    public Output<string?> Identifier { get; private set; } = null!;

    /// <summary>The store that holds the object; stable.</summary>
    [Output("storeId")]
    public Output<string> StoreId { get; private set; } = null!;

    /// <summary>Changes with every write to the object; otherwise without meaning.</summary>
    [Output("revision")]
    public Output<string> Revision { get; private set; } = null!;

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
            AdditionalSecretOutputs = { "value" },
        };
        var merged = CustomResourceOptions.Merge(defaults, options);

        // An id given here wins over the one in the options.
        merged.Id = id ?? merged.Id;
        return merged;
    }
}
