using System.Reflection;
using Grpc.Core;
using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>Runs a program to its end and decides the exit code.</summary>
internal static class ProgramRunner
{
    /// <summary>Success.</summary>
    public const int Succeeded = 0;

    /// <summary>The program logged an error, or the reason of its failure could not be logged.</summary>
    public const int Failed = 1;

    /// <summary>Failed, and the engine has the reason: whoever started the program need not print anything.</summary>
    public const int FailedAndLogged = 32;

    /// <summary>Runs <paramref name="start"/>, which makes the stack, then waits for all that it set in motion.</summary>
    public static async Task<int> RunAsync(DeploymentSettings settings, Action start)
    {
        using var context = new DeploymentContext(settings);
        DeploymentContext.Current = context;
        try
        {
            start();
        }
        catch (Exception failure)
        {
            return await ReportAsync(context, [failure]);
        }

        if (await context.Work.CompleteAsync() is { Count: > 0 } failures)
        {
            return await ReportAsync(context, failures);
        }

        if (context.Log.HasErrors)
        {
            return Failed;
        }

        try
        {
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
        foreach (var failure in failures)
        {
            try
            {
                await ReportAsync(context, failure);
            }
            catch (LogException unsent)
            {
                await Console.Error.WriteLineAsync($"error: {unsent.Message} (engine at {context.Settings.Engine})");
                if (failure is not LogException)
                {
                    await Console.Error.WriteLineAsync($"error: {failure.Message}");
                }

                return Failed;
            }
        }

        return FailedAndLogged;
    }

    private static Task ReportAsync(DeploymentContext context, Exception failure) => failure switch
    {
        LogException => Task.FromException(failure),
        RunException => context.Log.LogAsync(LogSeverity.Error, failure.Message),
        RpcException refusal => context.Log.LogAsync(LogSeverity.Error, refusal.Status.Detail),
        ResourceException resource => context.Log.LogAsync(LogSeverity.Error, resource.HideStack ? resource.Message : resource.ToString(), resource.Resource),
        _ => context.Log.LogAsync(
            LogSeverity.Error, $"The program '{Assembly.GetEntryAssembly()?.GetName().Name}' ended with an unhandled exception:\n{failure}"),
    };
}
