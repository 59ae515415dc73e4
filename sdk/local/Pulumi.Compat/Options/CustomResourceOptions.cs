namespace Pulumi;

/// <summary>Options of a resource that a provider manages.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>True: a replacement deletes the old object first.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs to treat as secret, in addition to those that the provider marks.</summary>
    public List<string> AdditionalSecretOutputs { get; set; } = [];

    /// <summary>The id of an existing object to import.</summary>
    public string? ImportId { get; set; }

    /// <summary>New options: those of the first, overridden by what the second sets; lists are joined.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions
        {
            DeleteBeforeReplace = options2?.DeleteBeforeReplace ?? options1?.DeleteBeforeReplace,
            AdditionalSecretOutputs = [.. options1?.AdditionalSecretOutputs ?? [], .. options2?.AdditionalSecretOutputs ?? []],
            ImportId = options2?.ImportId ?? options1?.ImportId,
        };
        merged.TakeFrom(options1);
        merged.TakeFrom(options2);
        return merged;
    }

    internal override CustomResourceOptions Copy() => Merge(this, null);
}
