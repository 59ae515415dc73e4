using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests;

/// <summary>A test that works with encrypted texts as well as with providers.</summary>
public abstract class TextTest(SandboxFixture sandbox) : PluginTest(sandbox)
{
    protected const string Type = PluginProcess.TextType;

    protected static PropertyMap Text(string name = "jira-token", string value = JiraSandbox.Token) => PropertyMap.Of(
        ("name", PropertyValue.Of(name)),
        ("value", PropertyValue.SecretOf(value)));

    protected static PropertyValue Scope(params string[] applications) => PropertyValue.Of(PropertyMap.Of(
        ("applications", PropertyValue.Of(PropertyMap.Of(("names", PropertyValue.Of(applications)))))));

    /// <summary>Inputs of a provider that refers to a text.</summary>
    protected PropertyMap Referring(string text, string displayName = "ops-jira") =>
        Sandbox.Good(displayName).Without("apiToken").With("encryptedText", PropertyValue.Of(text));

    protected async Task<Known> TextCreatedAsync(string name = "token", PropertyMap? inputs = null, PluginProcess? plugin = null) =>
        await (plugin ?? Plugin).CreateAsync(name, await (plugin ?? Plugin).CheckedAsync(name, inputs ?? Text(), type: Type), type: Type);

    protected async Task<Known> UpdatedAsync(
        string name, Known old, PropertyMap inputs, bool preview = false, PluginProcess? plugin = null, string type = PluginProcess.ResourceType) =>
        await (plugin ?? Plugin).UpdateAsync(name, old, await (plugin ?? Plugin).CheckedAsync(name, inputs, old.Inputs, type), preview, type);

    protected IEnumerable<string> Warnings(string name, PluginProcess? plugin = null, string type = Type) =>
        (plugin ?? Plugin).Engine.Messages((plugin ?? Plugin).UrnOf(name, type), LogSeverity.Warning);

    protected string[] EncryptedTextNames() =>
        Sql("select group_concat(name, '|') from (select name from encrypted_texts order by name)") is string names ? names.Split('|') : [];
}
