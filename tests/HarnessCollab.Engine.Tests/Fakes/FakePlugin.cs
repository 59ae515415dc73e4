using System.Net;
using HarnessCollab.Protocol.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HarnessCollab.Engine.Tests.Fakes;

/// <summary>Serves a provider for attach mode.</summary>
internal sealed class FakePlugin(WebApplication app, int port) : IAsyncDisposable
{
    public int Port => port;

    public static async Task<FakePlugin> StartAsync<T>(T provider)
        where T : ResourceProvider.ResourceProviderBase
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost
            .UseKestrelCore()
            .ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(provider);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<T>();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new FakePlugin(app, new Uri(address).Port);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
