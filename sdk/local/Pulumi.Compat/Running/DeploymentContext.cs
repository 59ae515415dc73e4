namespace Pulumi;

/// <summary>One run of one program: its settings, its connections and what it waits for.</summary>
internal sealed class DeploymentContext : IDisposable
{
    private static readonly AsyncLocal<DeploymentContext?> Ambient = new();

    public DeploymentContext(DeploymentSettings settings)
    {
        Settings = settings;
        Connection = new(settings);
        Log = new(Connection.Engine, Work);
        Registrar = new(this);
        Invoker = new(this);
        Instance = new(this);
    }

    /// <summary>The run whose code is executing, or null.</summary>
    public static DeploymentContext? Current { get => Ambient.Value; set => Ambient.Value = value; }

    /// <exception cref="InvalidOperationException">The code does not run inside a deployment.</exception>
    public static DeploymentContext Required => Current
        ?? throw new InvalidOperationException("No deployment is running here. Use resources, configuration and logs inside Deployment.RunAsync.");

    public DeploymentSettings Settings { get; }

    public MonitorConnection Connection { get; }

    public PendingWork Work { get; } = new();

    public EngineLog Log { get; }

    public ResourceRegistrar Registrar { get; }

    public FunctionInvoker Invoker { get; }

    public DeploymentInstance Instance { get; }

    public Stack Stack
    {
        get => field
            ?? throw new InvalidOperationException("There is no stack yet: a class derived from Stack makes its resources in its constructor.");
        set;
    }

    public void Dispose() => Connection.Dispose();
}
