using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The way into a program: everything it declares is declared inside one of the <c>RunAsync</c> methods.</summary>
public sealed class Deployment
{
    private Deployment()
    {
    }

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

    /// <summary>Runs a program; the dictionary holds the stack's outputs.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    /// <summary>Runs a program without stack outputs.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync(Func<Task> func) => RunAsync(async () =>
    {
        await func();
        return (IDictionary<string, object?>)ImmutableDictionary<string, object?>.Empty;
    });

    /// <summary>Runs a program; the dictionary holds the stack's outputs.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) =>
        StartAsync(() => new Stack(options).RunProgram(func));

    /// <summary>Runs a program whose resources are made by the constructor of a stack class.</summary>
    /// <returns>The exit code of the process.</returns>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => StartAsync(() => new TStack().RegisterProperties());

    private static async Task<int> StartAsync(Action start)
    {
        DeploymentSettings settings;
        try
        {
            settings = DeploymentSettings.FromEnvironment();
        }
        catch (InvalidOperationException notStartedByEngine)
        {
            await Console.Error.WriteLineAsync($"error: {notStartedByEngine.Message}");
            return Environment.ExitCode = ProgramRunner.Failed;
        }

        var exitCode = await ProgramRunner.RunAsync(settings, start);
        if (exitCode != ProgramRunner.Succeeded)
        {
            // For programs that do not return the code from Main.
            Environment.ExitCode = exitCode;
        }

        return exitCode;
    }
}
