using System.Net;

namespace HarnessCollab.Common;

/// <summary>The proxy that the environment names, with the exceptions of <c>NO_PROXY</c> in all the forms that other programs know.</summary>
public sealed class EnvironmentProxy : IWebProxy
{
    private readonly IWebProxy _platform;
    private readonly NoProxy _exceptions;

    /// <summary>Reads the environment of this process.</summary>
    public EnvironmentProxy()
        : this(HttpClient.DefaultProxy, Environment.GetEnvironmentVariable("no_proxy") ?? Environment.GetEnvironmentVariable("NO_PROXY"))
    {
    }

    /// <summary>For tests: another proxy, and other exceptions.</summary>
    public EnvironmentProxy(IWebProxy platform, string? exceptions) => (_platform, _exceptions) = (platform, new NoProxy(exceptions));

    /// <inheritdoc/>
    public ICredentials? Credentials { get => _platform.Credentials; set => _platform.Credentials = value; }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _platform.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => _exceptions.Covers(host) || _platform.IsBypassed(host);
}
