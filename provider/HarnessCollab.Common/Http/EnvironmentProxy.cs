using System.Net;

namespace HarnessCollab.Common;

/// <summary>
/// The proxy that the environment names, with the exceptions of <c>NO_PROXY</c> in all the forms that other programs know. What is for this machine
/// never goes to it: http is permitted there because nothing leaves the machine, and a proxy would read the credential.
/// </summary>
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
    public bool IsBypassed(Uri host) => host.IsLoopback || _exceptions.Covers(host) || _platform.IsBypassed(host);
}
