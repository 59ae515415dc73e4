using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>The one declaration of the inputs and outputs of an encrypted text.</summary>
internal static class EncryptedTextProperties
{
    public static readonly PropertySet Inputs = new();

    public static readonly Property<string> Name = Inputs.Text(
        "name", "The name by which providers refer to the text. Unique in the store; one line, at most 256 characters.", TextNameRule.Check, required: true);

    public static readonly Property<string> Value = Inputs.Text(
        "value", "The secret itself: a password, an API token or a personal access token.", SecretRule.CheckPassword, required: true, secret: true);

    public static readonly Property<PropertyMap> UsageScope = Inputs.Nested(
        "usageScope", "Where the text, and every provider that uses it, may be used. Default: all applications in all environments; on the Harness store the scope that the provider is configured for, and there a changed scope replaces.", UsageScopeDeclaration.Type);

    public static readonly Property<string> Identifier = Inputs.Text(
        "identifier", "Harness store: the secret's identifier in its scope. Default: made from the name when the secret is created, and kept from then on.", IdentifierRule.Check, onChange: ChangeEffect.Replace);

    public static readonly PropertySet Outputs = new();

    public static readonly Property<string> StoreId = Outputs.Text(StoreGuard.StoreIdOutput, "The store that holds the text.", required: true);

    public static readonly Property<string> Revision = Outputs.Text("revision", "Changes with every write of the text. Opaque.", required: true);

    static EncryptedTextProperties()
    {
        foreach (var input in Inputs.All)
        {
            Outputs.AddDeclared(input);
        }
    }
}
