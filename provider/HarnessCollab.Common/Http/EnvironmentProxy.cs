using System.Globalization;
using System.Net;

namespace HarnessCollab.Common;

/// <summary>
/// The proxy that the environment names, with the exceptions of <c>NO_PROXY</c> in all common forms. Requests to this machine never use the
/// proxy: plain http is permitted for them because nothing leaves the machine, and a proxy would read the credential.
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

    /// <summary>For tests: with a given proxy and given exceptions.</summary>
    public EnvironmentProxy(IWebProxy platform, string? exceptions) => (_platform, _exceptions) = (platform, new NoProxy(exceptions));

    /// <inheritdoc/>
    public ICredentials? Credentials { get => _platform.Credentials; set => _platform.Credentials = value; }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _platform.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => host.IsLoopback || _exceptions.Covers(host) || _platform.IsBypassed(host);
}

/// <summary>
/// The entries of <c>NO_PROXY</c>, separated by commas or spaces: <c>*</c>; <c>domain</c>, <c>.domain</c> and <c>*.domain</c>, which all mean
/// the domain and its subdomains; IP addresses and blocks of them (<c>10.0.0.0/8</c>). A name or address followed by <c>:port</c> means only
/// that port.
/// </summary>
public sealed class NoProxy
{
    private readonly List<Func<Uri, bool>> _entries = [];

    /// <summary>Reads the entries; an invalid entry covers nothing.</summary>
    public NoProxy(string? text)
    {
        foreach (var entry in (text ?? "").Split([',', ' ', '\t', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            _entries.Add(Entry(entry));
        }
    }

    /// <summary>Whether the host is to be reached without a proxy.</summary>
    public bool Covers(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return _entries.Exists(covers => covers(url));
    }

    private static Func<Uri, bool> Entry(string entry)
    {
        if (entry == "*")
        {
            return _ => true;
        }

        if (IPNetwork.TryParse(entry, out var block))
        {
            return url => AddressOf(url.IdnHost) is { } address && block.Contains(address);
        }

        var (host, port) = Divide(entry);
        if (AddressOf(host) is { } own)
        {
            return url => own.Equals(AddressOf(url.IdnHost)) && IsPort(url);
        }

        var domain = (host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host).Trim('.');
        return url => domain.Length > 0 && IsPort(url) && (IsBelow(url.IdnHost, domain) || IsBelow(url.Host, domain));

        bool IsPort(Uri url) => port is null || port == url.Port;
    }

    // A bare IPv6 address contains colons itself; a port can follow it only after brackets.
    private static (string Host, int? Port) Divide(string entry)
    {
        var at = entry.LastIndexOf(':');
        return at > 0 && (entry.IndexOf(':', StringComparison.Ordinal) == at || entry[at - 1] == ']')
            && int.TryParse(entry.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (entry[..at], port)
            : (entry, null);
    }

    private static bool IsBelow(string host, string domain)
    {
        var name = host.TrimEnd('.');
        return name.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (name.Length == domain.Length || name[^(domain.Length + 1)] == '.');
    }

    private static IPAddress? AddressOf(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) : null;
}
