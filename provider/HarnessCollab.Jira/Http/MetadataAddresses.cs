using System.Net;
using System.Net.Sockets;

namespace HarnessCollab.Jira;

/// <summary>
/// The addresses of metadata services, which give cloud machines their own credentials. No Jira is at such an address, and nothing from there
/// may get into a report.
/// </summary>
internal static class MetadataAddresses
{
    // Alibaba; Azure's host services; Oracle.
    private static readonly IPAddress[] Own4 = [IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("192.0.0.192")];

    // Amazon (instance data, and credentials of containers); Google; Oracle.
    private static readonly IPNetwork[] Own6 =
    [
        IPNetwork.Parse("fd00:ec2::/32"),
        IPNetwork.Parse("fd20:ce::254/128"),
        IPNetwork.Parse("fd00:c1::a9fe:a9fe/128"),
    ];

    /// <summary>Link-local addresses (169.254.0.0/16, fe80::/10) and the clouds' fixed addresses, also as IPv4 addresses embedded in IPv6.</summary>
    public static bool Includes(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? address.IsIPv6LinkLocal || Array.Exists(Own6, block => block.Contains(new IPAddress(address.GetAddressBytes())))
            || Embedded(address.GetAddressBytes()).Any(Includes)
        : address.GetAddressBytes() is [169, 254, _, _] || Array.IndexOf(Own4, address) >= 0;

    // A router, a translator or the system itself converts each of these forms into the IPv4 address.
    private static IEnumerable<IPAddress> Embedded(byte[] bytes)
    {
        var last = new IPAddress(bytes.AsSpan(12));
        switch (bytes)
        {
            // ::ffff:a.b.c.d, ::ffff:0:a.b.c.d and the deprecated ::a.b.c.d
            case [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ..]
                or [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, ..]
                or [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..]:
            // NAT64: the well-known prefix, and a local one with 96 bits
            case [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..]:
            // ISATAP
            case [_, _, _, _, _, _, _, _, 0 or 2, 0, 0x5e, 0xfe, ..]:
                yield return last;
                break;
            // NAT64: a prefix of 48 bits has the address around byte 8, one of 96 bits at the end.
            case [0, 0x64, 0xff, 0x9b, 0, 1, ..]:
                yield return last;
                yield return new IPAddress([bytes[6], bytes[7], bytes[9], bytes[10]]);
                break;
            // 6to4
            case [0x20, 0x02, ..]:
                yield return new IPAddress(bytes.AsSpan(2, 4));
                break;
            // Teredo, which inverts the bits
            case [0x20, 0x01, 0, 0, ..]:
                yield return new IPAddress([.. bytes[12..].Select(each => (byte)~each)]);
                break;
        }
    }
}
