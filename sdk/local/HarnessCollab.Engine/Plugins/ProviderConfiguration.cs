using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Plugins;

/// <summary>The one Configure call of a plugin process.</summary>
internal static class ProviderConfiguration
{
    /// <summary>False when a setting is not known yet: then the plugin is not called at all.</summary>
    public static async Task<bool> ApplyAsync(PluginConnection connection, ProviderReference reference, PropertyMap inputs, CancellationToken cancellationToken)
    {
        if (ProviderInputs.AreUnknown(inputs))
        {
            return false;
        }

        var arguments = inputs.Without(ProviderInputs.Internal);
        var request = new ConfigureRequest
        {
            Id = reference.Id,
            Urn = reference.Urn,
            Name = Urns.NameOf(reference.Urn),
            Type = Urns.TypeOf(reference.Urn),
            Args = PropertyEncoder.Encode(arguments, EncodeOptions.Default with { KeepUnknowns = false }),
            AcceptSecrets = true,
            AcceptResources = true,
            SendsOldInputs = true,
            SendsOldInputsToDelete = true,
        };
        var package = ProviderInputs.PackageOf(reference.Urn);
        foreach (var (name, value) in arguments.Without(ProviderInputs.Version))
        {
            request.Variables[$"{package}:config:{name}"] = value.AsString() ?? SecretForms.Json(value, indented: false, showSecrets: true);
        }

        await connection.CallAsync(connection.Client.ConfigureAsync, request, cancellationToken);
        return true;
    }
}
