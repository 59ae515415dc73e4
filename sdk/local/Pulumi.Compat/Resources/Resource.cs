namespace Pulumi;

/// <summary>Something the engine keeps track of. Made by constructing it; its outputs are known once the engine has answered.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly List<Resource> _children = [];

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var context = DeploymentContext.Required;
        (_type, _name) = (type, name);
        options = options.Copy();
        Inherit(options);
        var outputs = OutputMember.ToFill(this);
        var answer = context.Registrar.RegisterAsync(this, args, options);
        outputs.ForEach(output => output.Fill(this, answer));
    }

    /// <summary>The name that identifies the resource in the stack's state.</summary>
    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    /// <summary>The option <c>protect</c> as children inherit it.</summary>
    internal bool? Protect { get; private set; }

    /// <summary>The providers, by package, of children that name none.</summary>
    internal ImmutableDictionary<string, ProviderResource> Providers { get; private set; } = ImmutableDictionary<string, ProviderResource>.Empty;

    /// <summary>The type token, <c>package:module:Type</c>.</summary>
    public string GetResourceType() => _type;

    /// <summary>The name given in the program.</summary>
    public string GetResourceName() => _name;

    internal IReadOnlyList<Resource> GetChildren()
    {
        lock (_children)
        {
            return [.. _children];
        }
    }

    /// <summary>The provider for a type or function token, as children see it.</summary>
    internal ProviderResource? FindProvider(string token) => Providers.GetValueOrDefault(PackageOf(token));

    private static string PackageOf(string token) => token.Split(':') is [var package, _, _] ? package : "";

    private void Inherit(ResourceOptions options)
    {
        if (options.Parent is { } parent)
        {
            lock (parent._children)
            {
                parent._children.Add(this);
            }

            Providers = parent.Providers;
            options.Protect ??= parent.Protect;
            if (this is CustomResource)
            {
                options.Provider ??= parent.FindProvider(_type);
            }
        }

        Protect = options.Protect;
        Providers = options switch
        {
            ComponentResourceOptions { Provider: not null, Providers.Count: > 0 } =>
                throw new RunException($"{_type} '{_name}' is given {nameof(options.Provider)} and Providers; use one of them."),
            ComponentResourceOptions component => Providers.SetItems(
                component.Providers.Append(component.Provider).OfType<ProviderResource>().Select(each => KeyValuePair.Create(each.Package, each))),
            { Provider: { } provider } when PackageOf(_type) is { Length: > 0 } package => Providers.SetItem(package, provider),
            _ => Providers,
        };
    }
}
