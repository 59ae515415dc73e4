namespace Pulumi;

/// <summary>What a program can ask about its run, and the functions of providers.</summary>
public sealed class DeploymentInstance
{
    private readonly DeploymentContext _context;

    internal DeploymentInstance(DeploymentContext context) => _context = context;

    /// <summary>The stack, without organization and project.</summary>
    public string StackName => _context.Settings.Stack;

    /// <summary>The project.</summary>
    public string ProjectName => _context.Settings.Project;

    /// <summary>The organization; <c>organization</c> when the backend has none.</summary>
    public string OrganizationName => _context.Settings.Organization;

    /// <summary>The folder of <c>Pulumi.yaml</c>.</summary>
    /// <exception cref="InvalidOperationException">The engine did not give it.</exception>
    public string RootDirectory => _context.Settings.RootDirectory
        ?? throw new InvalidOperationException("The engine did not name the folder of Pulumi.yaml (PULUMI_ROOT_DIRECTORY).");

    /// <summary>True in a preview.</summary>
    public bool IsDryRun => _context.Settings.IsDryRun;

    /// <summary>Calls a function when its arguments are known.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(_context.Invoker.InvokeOutputAsync<T>(token, args, options));

    /// <summary>Calls a function when its arguments are known and the resources it depends on exist.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) => Invoke<T>(token, args, (InvokeOptions)options);

    /// <summary>Calls a function now.</summary>
    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        _context.Invoker.InvokeAsync<T>(token, args, options);
}
