using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>Checked inputs of an encrypted text, read as what they mean. In a preview any of them may still be unknown.</summary>
internal sealed class EncryptedTextCandidate(PropertyMap inputs) : ICandidate
{
    public Planned<string> Name { get; } = EncryptedTextProperties.Name.Read(inputs);

    public Planned<string> Reference { get; } = EncryptedTextProperties.Reference.Read(inputs);

    public Planned<string> Value { get; } = EncryptedTextProperties.Value.Read(inputs);

    /// <summary>What tells it from others before it exists; null while a part of that is not known.</summary>
    public ObjectIdentity? IdentityIn(StoreCapabilities store)
    {
        var identifier = EncryptedTextProperties.Identifier.Read(inputs);
        var scope = inputs.Find(EncryptedTextProperties.UsageScope.Name);
        return Name.IsKnown && !identifier.IsUnknown && scope is not { ContainsUnknowns: true }
            ? new(
                Name.Value,
                identifier.Or(null),
                scope is null ? null : UsageScopeDeclaration.Read(EncryptedTextProperties.UsageScope.Read(inputs).Or(PropertyMap.Empty)!))
            : null;
    }

    /// <summary>What is to be written.</summary>
    /// <param name="keepsValue">Whether the value may be missing: the stored one stays.</param>
    /// <exception cref="PluginException">Something is still unknown, which cannot be outside a preview, or missing.</exception>
    public Draft<EncryptedTextFields> ToDraft(bool keepsValue = false)
    {
        if (inputs.FirstOrDefault(input => input.Value.ContainsUnknowns) is { Key: { } unknown })
        {
            throw new PluginException(
                ErrorCodes.UnknownBeforeUpdate, $"'{unknown}' has no known value, though this is not a preview.", StatusCode.InvalidArgument);
        }

        return (Value.IsKnown || Reference.IsKnown || keepsValue) && Name.IsKnown
            ? ToBasis()
            : throw new PluginException(
                ErrorCodes.UnknownBeforeUpdate,
                "name, or value and reference, is not among the checked inputs; the engine must send what Check returned.",
                StatusCode.InvalidArgument);
    }

    /// <summary>What state knew. After a refresh that found the value changed it makes no claim about it.</summary>
    public Draft<EncryptedTextFields> ToBasis() => new(
        EncryptedTextProperties.Record.ToFields(new EncryptedTextFields { Name = "" }, inputs),
        CredentialSource.Of(Value.IsKnown ? new SecretText(Value.Value) : null));
}
