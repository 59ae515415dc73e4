using System.Net;

namespace HarnessCollab.Jira;

/// <summary>A name or address led to where cloud machines keep their own credentials.</summary>
internal sealed class LinkLocalAddressException(IPAddress address) : IOException($"{address} is an address of a metadata service")
{
    public IPAddress Address { get; } = address;
}
