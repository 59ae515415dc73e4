using System.Net;
using System.Reflection;
using HarnessCollab.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SandboxHost;

/// <summary>The process of a stand-in: reads the switches, listens on loopback, writes its address, and ends on request.</summary>
public static class SandboxApp
{
    private static readonly Option Port = new("--port", "N", "port to listen on, 0 for any free one (0)");
    private static readonly Option ExitWithParent = new("--exit-with-parent", null, "end when standard input ends");
    private static readonly Option ReadyFile =
        new("--ready-file", "FILE", "write the address to this file once it listens, instead of to standard output");

    internal static string Name { get; } = Assembly.GetEntryAssembly()!.GetName().Name!;

    /// <param name="summary">What it stands for, for its help.</param>
    /// <param name="details">More text of its help.</param>
    /// <param name="start">The settings without any switch.</param>
    /// <param name="make">The stand-in, with the settings of the start.</param>
    /// <param name="pathOf">The path after the address.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync<TSettings>(
        string[] args,
        string summary,
        string details,
        IReadOnlyList<Switch<TSettings>> switches,
        TSettings start,
        Func<TSettings, StandIn<TSettings>> make,
        Func<TSettings, string>? pathOf = null)
        where TSettings : class, IStandInSettings
    {
        var command = new Command<bool>("", summary, true)
        {
            Options = [Port, ReadyFile, ExitWithParent, .. switches.Select(each => each.Option)],
            Details = details,
        };
        try
        {
            var call = new CommandTable<bool>(Name, summary, command).Parse(args);
            if (call.Command is null)
            {
                Console.Out.Write(call.Answer);
                return 0;
            }

            var settings = Read(call.Arguments, switches, start);
            var port = call.Arguments.Number(Port, to: ushort.MaxValue) ?? 0;
            return await ListenAsync(make(settings), port, pathOf?.Invoke(settings) ?? "", call.Arguments);
        }
        catch (UsageException exception)
        {
            foreach (var problem in exception.Problems)
            {
                Console.Error.WriteLine($"{Name}: {problem}");
            }

            Console.Error.WriteLine($"Run {Name} --help for the list of switches.");
            return 2;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{Name}: {exception.Message}");
            return 1;
        }
    }

    // In the order of the table, in which a switch that implies others comes before them.
    private static TSettings Read<TSettings>(Arguments arguments, IReadOnlyList<Switch<TSettings>> switches, TSettings settings)
    {
        var problems = new List<string>();
        foreach (var each in switches)
        {
            try
            {
                settings = arguments.Find(each.Option) is { } value ? each.Apply(settings, value) : settings;
            }
            catch (UsageException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }

        return problems.Count == 0 ? settings : throw new UsageException(problems);
    }

    private static async Task<int> ListenAsync<TSettings>(StandIn<TSettings> standIn, int port, string path, Arguments arguments)
        where TSettings : class, IStandInSettings
    {
        // The empty builder reads no configuration files and no environment, so only the switches count, and nothing watches the disk.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));

        await using var app = builder.Build();
        app.Run(context => standIn.HandleAsync(context, app.Lifetime.ApplicationStopping));
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception)
        {
            throw new IOException($"cannot listen on port {port}: {exception.Message}", exception);
        }

        var address = app.Urls.Single() + path;
        if (arguments.Find(ReadyFile) is { } file)
        {
            // When the file appears, it is complete.
            await File.WriteAllTextAsync($"{file}.new", $"{address}\n");
            File.Move($"{file}.new", file, overwrite: true);
        }
        else
        {
            await Console.Out.WriteLineAsync($"{Name} listening on {address}");
            await Console.Out.FlushAsync();
        }

        if (arguments.Has(ExitWithParent))
        {
            _ = StopWithParentAsync(app.Lifetime);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    // The end of standard input is the only sign that a killed parent also gives.
    private static async Task StopWithParentAsync(IHostApplicationLifetime lifetime)
    {
        var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        try
        {
            while (await input.ReadAsync(buffer, lifetime.ApplicationStopping) > 0)
            {
                // The input itself is ignored; only its end counts.
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // A broken pipe is also an end.
        }

        lifetime.StopApplication();
    }
}
