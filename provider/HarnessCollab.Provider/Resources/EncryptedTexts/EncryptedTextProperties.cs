using System.Collections.Immutable;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>The one declaration of the inputs and outputs of an encrypted text.</summary>
internal static class EncryptedTextProperties
{
    public static readonly PropertySet Inputs = new();

    public static readonly Property<string> Name = Inputs.Text(
        "name",
        "The name by which providers refer to the text. Unique in the store; one line, at most 256 characters.",
        EncryptedTextNameRule.Check,
        required: true);

    public static readonly Property<string> Value = Inputs.Text(
        "value",
        "The secret itself: a password, an API token or a personal access token. Required without `reference`, but while a text is being imported: "
        + "the store keeps the value that it has.",
        SecretRule.CheckPassword,
        secret: true);

    public static readonly Property<string> Reference = Inputs.Text(
        "reference",
        "Harness store, in place of `value`: where the value lies in the system behind `secretManager`, in that system's own form "
        + "(`team/jira#token`). Whether a text has a value or a reference is fixed.");

    public static readonly Property<string> SecretManager = Inputs.Text(
        "secretManager",
        "Harness store: the secret manager that keeps the text, as seen from its scope: an identifier, with `account.` or `org.` in front where the "
        + "manager lies further out. Default: the provider's `secretManager`, and kept from then on.",
        onChange: ChangeEffect.Replace);

    public static readonly Property<string> Description = Inputs.Text("description", "Harness store: what the text is for.");

    public static readonly Property<ImmutableSortedDictionary<string, string>> Tags = Inputs.TextMap("tags", "Harness store: labels of your own.");

    public static readonly Property<PropertyMap> UsageScope = Inputs.Nested(
        "usageScope",
        "Where the text, and every provider that uses it, may be used. Default: all applications in all environments; "
        + "on the Harness store the scope that the provider is configured for, and there a changed scope replaces.",
        UsageScopeDeclaration.Type);

    public static readonly Property<string> Identifier = Inputs.Text(
        "identifier",
        "Harness store: the secret's identifier in its scope. Default: made from the name when the secret is created, and kept from then on.",
        IdentifierRule.CheckOfSecret,
        onChange: ChangeEffect.Replace);

    public static readonly Property<bool> ForceDelete = Inputs.Flag(
        "forceDelete",
        "Harness store: delete the text also while others use it. The account must permit it; what used it is left with a reference to nothing. "
        + "Default: false.");

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
