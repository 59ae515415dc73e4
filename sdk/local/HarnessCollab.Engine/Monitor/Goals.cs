namespace HarnessCollab.Engine.Monitor;

/// <summary>Reads registrations.</summary>
internal static class Goals
{
    /// <exception cref="FormatException">The request is not well formed.</exception>
    public static Goal From(RegisterResourceRequest request)
    {
        RequireType(request.Type, request.Custom);
        var inputs = PropertyDecoder.Decode(request.Object);
        var timeouts = request.CustomTimeouts;
        ImmutableArray<string> dependencies = [.. request.Dependencies];
        if (Urns.IsProviderType(request.Type))
        {
            inputs = ProviderInputs.Complete(inputs, request.Version, request.PluginDownloadURL);
        }

        if (inputs.Values.Any(HasAsset))
        {
            throw new FormatException(Refusals.Text($"{request.Type} resource '{request.Name}'", "an asset or archive"));
        }

        if (request.AdditionalSecretOutputs.Contains("id"))
        {
            throw new FormatException("additionalSecretOutputs cannot name 'id'");
        }

        return new Goal
        {
            Name = request.Name,
            Wanted = new ResourceState
            {
                Urn = "",
                Type = request.Type,
                Custom = request.Custom,
                Inputs = inputs,
                Parent = request.Parent,
                Dependencies = dependencies,
                PropertyDependencies = request.PropertyDependencies.Count == 0
                    ? inputs.Keys.ToImmutableSortedDictionary(name => name, _ => dependencies, StringComparer.Ordinal)
                    : request.PropertyDependencies.ToImmutableSortedDictionary(
                        entry => entry.Key, entry => entry.Value.Urns.ToImmutableArray(), StringComparer.Ordinal),
                Provider = request.Provider,
                IgnoreChanges = [.. request.IgnoreChanges],
                AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
                ImportId = request.ImportId,
                CustomTimeouts = new CustomTimeouts(
                    GoDuration.Seconds(timeouts?.Create), GoDuration.Seconds(timeouts?.Update), GoDuration.Seconds(timeouts?.Delete)),
                DeletedWith = request.DeletedWith,
            },
            Protect = request.HasProtect ? request.Protect : null,
            RetainOnDelete = request.HasRetainOnDelete ? request.RetainOnDelete : null,
            Version = request.Version,
            PluginDownloadUrl = request.PluginDownloadURL,
            DeleteBeforeReplace = request.DeleteBeforeReplaceDefined ? request.DeleteBeforeReplace : null,
            FormerNames = [.. request.Aliases.Select(alias => alias.Spec.Name)],
        };
    }

    /// <exception cref="FormatException">The request is not well formed.</exception>
    public static Goal From(ReadResourceRequest request)
    {
        RequireType(request.Type, custom: true);
        return new Goal
        {
            Name = request.Name,
            Wanted = new ResourceState
            {
                Urn = "",
                Type = request.Type,
                Custom = true,
                External = true,
                Id = request.Id,
                Outputs = PropertyDecoder.Decode(request.Properties),
                Parent = request.Parent,
                Dependencies = [.. request.Dependencies],
                Provider = request.Provider,
                AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
            },
            Version = request.Version,
            PluginDownloadUrl = request.PluginDownloadURL,
        };
    }

    private static bool HasAsset(PropertyValue value) => value.Unwrap() switch
    {
        AssetValue or ArchiveValue => true,
        ArrayValue array => array.Items.Any(HasAsset),
        ObjectValue map => map.Members.Values.Any(HasAsset),
        _ => false,
    };

    private static void RequireType(string type, bool custom)
    {
        if (type.Length == 0 || (custom && type.Split(':').Length != 3))
        {
            throw new FormatException($"'{type}' is not a resource type of the form package:module:Name");
        }
    }
}
