namespace Pulumi;

/// <summary>Runs a program: it declares all its resources inside one of the <c>RunAsync</c> methods.</summary>
public static class Deployment
{
    /// <summary>What is known about the run.</summary>
    /// <exception cref="InvalidOperationException">The code does not run inside a deployment.</exception>
    public static DeploymentInstance Instance => DeploymentContext.Required.Instance;

    /// <summary>Runs a program without stack outputs.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync(Action action) => RunAsync(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Runs a program; the dictionary contains the stack's outputs.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    /// <summary>Runs a program without stack outputs.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync(Func<Task> func) => RunAsync(async () =>
    {
        await func();
        return (IDictionary<string, object?>)ImmutableDictionary<string, object?>.Empty;
    });

    /// <summary>Runs a program; the dictionary contains the stack's outputs.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func) => ProgramRunner.RunAsync(() => new Stack().RunProgram(func));

    /// <summary>Runs a program whose resources are made by the constructor of a stack class.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => ProgramRunner.RunAsync(() => new TStack().RegisterProperties());
}
