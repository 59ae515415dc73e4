namespace Pulumi.Compat.Tests.Samples;

/// <summary>The resources that the recorded programs use.</summary>
internal sealed class Jira(string name, JiraArgs args, CustomResourceOptions? options = null)
    : CustomResource("harnesscollab:index:JiraCollaborationProvider", name, args, options)
{
    [Output("apiToken")]
    public Output<string> ApiToken { get; private set; } = null!;

    [Output("secretId")]
    public Output<string> SecretId { get; private set; } = null!;

    [Output("revision")]
    public Output<int> Revision { get; private set; } = null!;

    [Output("username")]
    public Output<string> Username { get; private set; } = null!;

    [Output("usageScope")]
    public Output<object> UsageScope { get; private set; } = null!;

    [Output("connection")]
    public Output<object> Connection { get; private set; } = null!;
}

internal sealed class JiraArgs : ResourceArgs
{
    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    [Input("baseUrl")]
    public Input<string> BaseUrl { get; set; } = "https://example.atlassian.net";

    [Input("username")]
    public Input<string> Username { get; set; } = "bot@example.com";

    [Input("apiToken")]
    public Input<string> ApiToken { get; set; } = Output.CreateSecret("tok-1");

    [Input("scope")]
    public Input<string>? Scope { get; set; }

    [Input("connectionTest")]
    public Input<TestArgs>? ConnectionTest { get; set; }
}

internal sealed class TestArgs : ResourceArgs
{
    [Input("projects")]
    private InputList<string>? _projects;

    [Input("apply")]
    public Input<string>? Apply { get; set; }

    [Input("refresh")]
    public Input<string>? Refresh { get; set; }

    public InputList<string> Projects
    {
        get => _projects ??= new();
        set => _projects = value;
    }
}

internal sealed class Text(string name, TextArgs args, CustomResourceOptions? options = null)
    : CustomResource("harnesscollab:index:EncryptedText", name, args, options)
{
    [Output("value")]
    public Output<string> Value { get; private set; } = null!;
}

internal sealed class TextArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("value")]
    public Input<string> Value { get; set; } = Output.CreateSecret("s3cret-1");
}

internal sealed class RecordedTeam : ComponentResource
{
    public RecordedTeam(string name, ComponentResourceOptions? options = null)
        : base("harness:index:Team", name, options)
    {
        Jira = new(
            $"{name}-jira", new() { DisplayName = name, Username = "one@example.com", ApiToken = Output.CreateSecret("t") }, new() { Parent = this });
        RegisterOutputs(new Dictionary<string, object?> { ["id"] = Jira.Id });
    }

    public Jira Jira { get; }
}
