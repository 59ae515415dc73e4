using System.Collections.Immutable;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Steps;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Monitor;

/// <summary>Reads registrations.</summary>
internal static class Goals
{
    /// <exception cref="FormatException">The request is not well formed.</exception>
    public static Goal From(RegisterResourceRequest request)
    {
        RequireType(request.Type, request.Custom);
        var inputs = PropertyDecoder.Decode(request.Object);
        ImmutableArray<string> dependencies = [.. request.Dependencies];
        if (Urns.IsProviderType(request.Type))
        {
            inputs = ProviderInputs.Complete(inputs, request.Version, request.PluginDownloadURL);
        }

        if (request.AdditionalSecretOutputs.Contains("id"))
        {
            throw new FormatException("additionalSecretOutputs cannot name 'id'");
        }

        return new Goal
        {
            Type = request.Type,
            Name = request.Name,
            Custom = request.Custom,
            Inputs = inputs,
            Parent = request.Parent,
            Protect = request.HasProtect ? request.Protect : null,
            Dependencies = dependencies,
            PropertyDependencies = request.PropertyDependencies.Count == 0
                ? inputs.Keys.ToImmutableSortedDictionary(name => name, _ => dependencies, StringComparer.Ordinal)
                : request.PropertyDependencies.ToImmutableSortedDictionary(
                    entry => entry.Key, entry => entry.Value.Urns.ToImmutableArray(), StringComparer.Ordinal),
            Provider = request.Provider,
            Version = request.Version,
            PluginDownloadUrl = request.PluginDownloadURL,
            DeleteBeforeReplace = request.DeleteBeforeReplaceDefined ? request.DeleteBeforeReplace : null,
            IgnoreChanges = [.. request.IgnoreChanges],
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
            FormerNames = [.. request.Aliases.Select(alias => alias.Spec.Name)],
            ImportId = request.ImportId,
            CustomTimeouts = new CustomTimeouts(
                GoDuration.Seconds(request.CustomTimeouts?.Create ?? ""),
                GoDuration.Seconds(request.CustomTimeouts?.Update ?? ""),
                GoDuration.Seconds(request.CustomTimeouts?.Delete ?? "")),
            RetainOnDelete = request.HasRetainOnDelete ? request.RetainOnDelete : null,
            DeletedWith = request.DeletedWith,
        };
    }

    /// <exception cref="FormatException">The request is not well formed.</exception>
    public static Goal From(ReadResourceRequest request)
    {
        RequireType(request.Type, custom: true);
        return new Goal
        {
            Type = request.Type,
            Name = request.Name,
            Custom = true,
            Inputs = PropertyDecoder.Decode(request.Properties),
            Parent = request.Parent,
            Dependencies = [.. request.Dependencies],
            Provider = request.Provider,
            Version = request.Version,
            PluginDownloadUrl = request.PluginDownloadURL,
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
        };
    }

    private static void RequireType(string type, bool custom)
    {
        if (type.Length == 0 || (custom && type.Split(':').Length != 3))
        {
            throw new FormatException($"'{type}' is not a resource type of the form package:module:Name");
        }
    }
}
