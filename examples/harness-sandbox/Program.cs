using System.Net;
using HarnessSandbox;
using HarnessSandbox.CommandLine;
using HarnessSandbox.Http;

// A stand-in Harness platform for trying things out and for tests: one account with its connectors and secrets, and the platform's ways of saying no.
Arguments arguments;
try
{
    arguments = Arguments.Parse(args);
}
catch (SwitchException exception)
{
    Console.Error.WriteLine($"harness-sandbox: {exception.Message}");
    Console.Error.WriteLine("Run harness-sandbox --help for the list of switches.");
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
    Console.Error.WriteLine($"harness-sandbox: cannot listen on port {arguments.Port}: {exception.Message}");
    return 1;
}

Console.Out.WriteLine($"harness-sandbox listening on {app.Urls.Single()}");
Console.Out.Flush();
if (arguments.ExitWithParent)
{
    _ = ParentWatch.StopWithAsync(app.Lifetime);
}

await app.WaitForShutdownAsync();
return 0;
