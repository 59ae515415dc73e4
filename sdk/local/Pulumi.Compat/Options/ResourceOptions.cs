namespace Pulumi;

/// <summary>How the engine treats a resource, in addition to its arguments.</summary>
public abstract class ResourceOptions
{
    private protected ResourceOptions()
    {
    }

    /// <summary>The id of an existing object that is read, not managed.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The resource this one belongs to; the stack when unset.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that must exist before this one, even if no argument refers to them.</summary>
    public InputList<Resource> DependsOn { get; set; } = new();

    /// <summary>True: the engine refuses to delete the resource.</summary>
    public bool? Protect { get; set; }

    /// <summary>Property paths whose changes in the program are ignored.</summary>
    public List<string> IgnoreChanges { get; set; } = [];

    /// <summary>The version of the provider plugin.</summary>
    public string? Version { get; set; }

    /// <summary>The provider to use instead of the default one.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>How long the operations may take.</summary>
    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Earlier identities of the resource.</summary>
    public List<Input<Alias>> Aliases { get; set; } = [];

    /// <summary>Where the plugin is downloaded from.</summary>
    public string? PluginDownloadURL { get; set; }

    /// <summary>True: the engine forgets the resource instead of deleting it.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>A resource whose deletion also deletes this one's object, so that the engine need not delete it.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>A copy, so that later changes to the caller's object do not change a registration that has begun.</summary>
    internal abstract ResourceOptions Copy();

    /// <summary>Takes over what <paramref name="other"/> sets; its lists are appended.</summary>
    private protected void TakeFrom(ResourceOptions? other)
    {
        if (other is null)
        {
            return;
        }

        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        DependsOn = DependsOn.Concat(other.DependsOn);
        Protect = other.Protect ?? Protect;
        IgnoreChanges = [.. IgnoreChanges, .. other.IgnoreChanges];
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        Aliases = [.. Aliases, .. other.Aliases];
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
    }
}
