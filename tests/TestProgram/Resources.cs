using HarnessCollab.Collaboration;
using HarnessCollab.Collaboration.Inputs;
using Pulumi;

/// <summary>Registers what the setting <c>resources</c> lists, in its order.</summary>
internal sealed class Resources(Pulumi.Config config)
{
    private readonly Dictionary<string, Resource> _known = [];

    /// <summary>Registers all; the id of each account and text is an output of its logical name.</summary>
    public Dictionary<string, object?> Register(IEnumerable<ResourceSpec> specs)
    {
        var outputs = new Dictionary<string, object?>();
        foreach (var spec in specs)
        {
            var resource = Register(spec);
            _known.Add(spec.Name, resource);
            if (resource is CustomResource { Id: var id } and not ProviderResource)
            {
                outputs[spec.Name] = id;
            }
        }

        return outputs;
    }

    private Resource Register(ResourceSpec spec) => spec switch
    {
        { Kind: "provider" } => new Provider(spec.Name, new() { Store = spec.Store!, JiraApiToken = Token(spec) }),
        { Kind: "text", Get: { } id } => EncryptedText.Get(spec.Name, id, options: Options(spec)),
        { Kind: "text" } => new EncryptedText(spec.Name, new() { Name = spec.DisplayName ?? spec.Name, Value = Token(spec) }, Options(spec)),
        { Get: { } id } => JiraCollaborationProvider.Get(spec.Name, id, options: Options(spec)),
        _ => new JiraCollaborationProvider(spec.Name, Account(spec), Options(spec)),
    };

    private JiraCollaborationProviderArgs Account(ResourceSpec spec)
    {
        var args = new JiraCollaborationProviderArgs
        {
            DisplayName = spec.DisplayName ?? spec.Name,
            BaseUrl = config.Require("baseUrl"),
            Username = spec.UsernameSecret is null ? spec.Username ?? config.Require("username") : null!,
            UsernameSecret = spec.UsernameSecret!,
            Identifier = spec.Identifier!,
            OrgId = spec.OrgId!,
            ProjectId = spec.ProjectId!,
            Tags = spec.Tags,
            Description = spec.Description!,
            ApiToken = spec.Text is null ? Token(spec) : null,
            EncryptedText = spec.Text is ['@', .. var text] ? ((EncryptedText)_known[text]).Id : spec.Text!,
        };
        if (spec.Refresh is { } policy)
        {
            args.ConnectionTest = new ConnectionTestArgs
            {
                Refresh = policy switch { "off" => ConnectionTestPolicy.Off, "warn" => ConnectionTestPolicy.Warn, _ => ConnectionTestPolicy.Enforce },
            };
        }

        return args;
    }

    private Input<string>? Token(ResourceSpec spec) =>
        spec.Token is { } own ? (Input<string>)Output.CreateSecret(own) : config.GetSecret("apiToken") is { } token ? token : (Input<string>?)null;

    private CustomResourceOptions Options(ResourceSpec spec)
    {
        var options = new CustomResourceOptions
        {
            ImportId = spec.Import,
            Protect = spec.Protect,
            PluginDownloadURL = spec.Address,
            DeleteBeforeReplace = spec.DeleteBeforeReplace,
            IgnoreChanges = [.. spec.IgnoreChanges],
            Aliases = [.. spec.Aliases.Select(name => (Input<Alias>)new Alias { Name = name })],
            Provider = spec.Provider is { } provider ? (ProviderResource)_known[provider] : null,
        };
        if (spec.DependsOn is { } other)
        {
            options.DependsOn = _known[other];
        }

        if (spec.Timeout is { } seconds)
        {
            var limit = TimeSpan.FromSeconds(seconds);
            options.CustomTimeouts = new CustomTimeouts { Create = limit, Update = limit, Delete = limit };
        }

        return options;
    }
}
