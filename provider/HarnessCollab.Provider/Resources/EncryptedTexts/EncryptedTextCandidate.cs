namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>The checked inputs of an encrypted text, as typed values. In a preview each of them can still be unknown.</summary>
internal sealed class EncryptedTextCandidate(PropertyMap inputs) : ICandidate
{
    public Planned<string> Name { get; } = EncryptedTextProperties.Name.Read(inputs);

    public Planned<string> Reference { get; } = EncryptedTextProperties.Reference.Read(inputs);

    public Planned<string> Value { get; } = EncryptedTextProperties.Value.Read(inputs);

    /// <summary>The identity of the new object; null while a part of it is unknown.</summary>
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

    /// <summary>The draft to write.</summary>
    /// <param name="keepsValue">Whether the value may be missing, because the stored one stays.</param>
    /// <exception cref="PluginException">A value is missing, or still unknown, which happens only in a preview.</exception>
    public Draft<EncryptedTextFields> ToDraft(bool keepsValue = false)
    {
        if (inputs.FirstOrDefault(input => input.Value.ContainsUnknowns) is { Key: { } unknown })
        {
            throw new PluginException(ErrorCodes.UnknownBeforeUpdate, $"'{unknown}' has no known value, though this is not a preview.");
        }

        return (Value.IsKnown || Reference.IsKnown || keepsValue) && Name.IsKnown
            ? ToBasis()
            : throw new PluginException(
                ErrorCodes.UnknownBeforeUpdate,
                "name, or value and reference, is not among the checked inputs; the engine must send what Check returned.");
    }

    /// <summary>What the state knows. After a refresh that found the value changed, the basis does not contain the value.</summary>
    public Draft<EncryptedTextFields> ToBasis() => new(
        EncryptedTextProperties.Record.ToFields(new EncryptedTextFields { Name = "" }, inputs),
        CredentialSource.Of(Value.IsKnown ? new SecretText(Value.Value) : null));
}
