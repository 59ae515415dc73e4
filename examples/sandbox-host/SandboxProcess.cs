using System.Net;

namespace SandboxHost;

/// <summary>The process of a stand-in: reads the switches, listens on loopback, says where, and ends when it is told to.</summary>
internal static class SandboxProcess
{
    private static readonly string Name = typeof(SandboxProcess).Assembly.GetName().Name!;

    /// <param name="pathOf">What follows the address in the line that announces it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Func<SandboxSettings, string> pathOf)
    {
        Arguments arguments;
        try
        {
            arguments = Arguments.Parse(args);
        }
        catch (SwitchException exception)
        {
            Console.Error.WriteLine($"{Name}: {exception.Message}");
            Console.Error.WriteLine($"Run {Name} --help for the list of switches.");
            return 2;
        }

        if (arguments.Help)
        {
            Console.Out.Write(HelpText.Full);
            return 0;
        }

        // The empty builder reads no configuration files and no environment, so nothing but the switches decides, and nothing watches the disk.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, arguments.Port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));

        await using var app = builder.Build();
        var sandbox = new Sandbox(arguments.Settings, app.Lifetime.ApplicationStopping);
        app.Run(sandbox.HandleAsync);
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine($"{Name}: cannot listen on port {arguments.Port}: {exception.Message}");
            return 1;
        }

        Console.Out.WriteLine($"{Name} listening on {app.Urls.Single()}{pathOf(arguments.Settings)}");
        Console.Out.Flush();
        if (arguments.ExitWithParent)
        {
            _ = ParentWatch.StopWithAsync(app.Lifetime);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
