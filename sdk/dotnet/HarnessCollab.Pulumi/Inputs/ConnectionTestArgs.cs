using global::Pulumi;

namespace HarnessCollab.Pulumi.Inputs;

/// <summary>When and how the connection to Jira is tested.</summary>
public sealed class ConnectionTestArgs : ResourceArgs
{
    /// <summary>What a failed test means in a preview.</summary>
    [Input("preview")]
    public Input<ConnectionTestPolicy>? Preview { get; set; }

    /// <summary>What a failed test means before a write.</summary>
    [Input("apply")]
    public Input<ConnectionTestPolicy>? Apply { get; set; }

    /// <summary>What a failed test means in a refresh.</summary>
    [Input("refresh")]
    public Input<ConnectionTestPolicy>? Refresh { get; set; }

    [Input("projects")]
    private InputList<string>? _projects;

    /// <summary>Keys of the projects in which the user must be able to create and edit issues.</summary>
    public InputList<string> Projects
    {
        get => _projects ??= new InputList<string>();
        set => _projects = value;
    }

    /// <summary>How long a test may take, in seconds.</summary>
    [Input("timeoutSeconds")]
    public Input<double>? TimeoutSeconds { get; set; }

    [Input("credential")]
    private Input<string>? _credential;

    /// <summary>A credential for testing only, never saved: for an encrypted text whose value the store does not return.</summary>
    public Input<string>? Credential
    {
        get => _credential;
        set => _credential = Utilities.Secret(value);
    }

    /// <summary>No arguments set.</summary>
    public static new ConnectionTestArgs Empty => new();
}
