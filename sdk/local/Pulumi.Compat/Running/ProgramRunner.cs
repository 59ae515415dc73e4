using System.Reflection;
using Grpc.Core;
using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>Runs a program to its end and decides the exit code.</summary>
internal static class ProgramRunner
{
    private const int Succeeded = 0;

    // Exit code: the program logged an error, or the reason of its failure could not be logged.
    private const int Failed = 1;

    // Exit code: the program failed and the engine has the reason, so the CLI need not print anything.
    private const int FailedAndLogged = 32;

    /// <summary>Runs <paramref name="start"/>, which makes the stack, then waits for all work that it has started.</summary>
    /// <returns>The exit code. It is also set as that of the process, for programs that do not return it from Main.</returns>
    public static async Task<int> RunAsync(Action start)
    {
        DeploymentSettings settings;
        try
        {
            settings = DeploymentSettings.FromEnvironment();
        }
        catch (InvalidOperationException notStartedByEngine)
        {
            await Console.Error.WriteLineAsync($"error: {notStartedByEngine.Message}");
            return Environment.ExitCode = Failed;
        }

        using var context = new DeploymentContext(settings);
        DeploymentContext.Current = context;
        var exitCode = await RunAsync(context, start);
        return exitCode == Succeeded ? Succeeded : Environment.ExitCode = exitCode;
    }

    private static async Task<int> RunAsync(DeploymentContext context, Action start)
    {
        try
        {
            start();
            if (await context.Work.CompleteAsync() is { Count: > 0 } failures)
            {
                return await ReportAsync(context, failures);
            }

            if (context.Log.HasErrors)
            {
                return Failed;
            }

            await context.Connection.WaitForShutdownAsync();
            return Succeeded;
        }
        catch (Exception failure)
        {
            return await ReportAsync(context, [failure]);
        }
    }

    private static async Task<int> ReportAsync(DeploymentContext context, IReadOnlyList<Exception> failures)
    {
        try
        {
            foreach (var failure in failures)
            {
                await (failure is LogException ? throw failure : context.Log.LogAsync(LogSeverity.Error, Describe(failure)));
            }

            return FailedAndLogged;
        }
        catch (LogException unsent)
        {
            await Console.Error.WriteLineAsync($"error: {unsent.Message} (engine at {context.Settings.Engine})");
            foreach (var failure in failures.Where(failure => failure is not LogException))
            {
                await Console.Error.WriteLineAsync($"error: {failure.Message}");
            }

            return Failed;
        }
    }

    private static string Describe(Exception failure) => failure switch
    {
        RunException => failure.Message,
        RpcException refusal => refusal.Status.Detail,
        _ => $"The program '{Assembly.GetEntryAssembly()?.GetName().Name}' ended with an unhandled exception:\n{failure}",
    };
}
