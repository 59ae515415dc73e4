using System.Net;

namespace HarnessCollab.Jira;

/// <summary>A name or address led to the link-local network, where cloud machines keep their own credentials.</summary>
internal sealed class LinkLocalAddressException(IPAddress address) : IOException($"{address} is a link-local address")
{
    public IPAddress Address { get; } = address;
}
