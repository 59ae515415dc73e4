using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace HarnessCollab.GrpcServer;

/// <summary>
/// Who is at the other end of a loopback connection. Pulumi's protocol has no authentication and every user of the machine can reach the port,
/// but Linux reports the owner of each end of a connection. We ask about the one connection (sock_diag(7)): reading the table of all
/// connections in /proc takes as long as starting a plugin.
/// </summary>
public static class LoopbackPeer
{
    // sock_diag(7), netlink(7).
    private const int NetlinkFamily = 16;
    private const int RawCloseOnExec = 3 | 0x80000;
    private const int SockDiagProtocol = 4;
    private const ushort SockDiagByFamily = 20;
    private const ushort IsRequest = 1;
    private const byte InternetFamily = 2;
    private const int HeaderLength = 16;
    private const int RequestLength = HeaderLength + 56;
    private const int AnswerLength = HeaderLength + 72;

    private const byte Established = 1;
    private const uint Root = 0;

    /// <summary>
    /// True when the peer belongs to another user than root and the user of this end, or when it has already hung up: then its owner can no longer
    /// be determined. Always false where the system does not report owners: it is not Linux, or a sandbox that does not permit the question.
    /// </summary>
    public static bool IsStranger(EndPoint? own, EndPoint? peer)
    {
        if (!OperatingSystem.IsLinux() || own is not IPEndPoint ownEnd || peer is not IPEndPoint peerEnd)
        {
            return false;
        }

        var handle = OpenSocket(NetlinkFamily, RawCloseOnExec, SockDiagProtocol);
        if (handle < 0)
        {
            return false;
        }

        try
        {
            using var kernel = new Socket(new SafeSocketHandle(handle, ownsHandle: true));

            // If this end is already closed, the kernel reports the listening socket instead, which belongs to the same user.
            return Ask(kernel, ownEnd, peerEnd) is { } us
                && (Ask(kernel, peerEnd, ownEnd) is not (Established, var user) || (user != Root && user != us.User));
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // State and user of one end of a connection; null when the kernel does not know it.
    private static (byte State, uint User)? Ask(Socket kernel, IPEndPoint end, IPEndPoint other)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        request.Clear();
        BitConverter.TryWriteBytes(request, RequestLength);
        BitConverter.TryWriteBytes(request[4..], SockDiagByFamily);
        BitConverter.TryWriteBytes(request[6..], IsRequest);
        var question = request[HeaderLength..];
        question[0] = InternetFamily;
        question[1] = (byte)ProtocolType.Tcp;
        BinaryPrimitives.WriteUInt16BigEndian(question[8..], (ushort)end.Port);
        BinaryPrimitives.WriteUInt16BigEndian(question[10..], (ushort)other.Port);
        end.Address.MapToIPv4().TryWriteBytes(question[12..], out _);
        other.Address.MapToIPv4().TryWriteBytes(question[28..], out _);
        // No cookie of an earlier answer: any socket may match.
        question[^8..].Fill(0xFF);
        kernel.Send(request);

        Span<byte> answer = stackalloc byte[1024];
        return kernel.Receive(answer) >= AnswerLength && BitConverter.ToUInt16(answer[4..]) == SockDiagByFamily
            ? (answer[HeaderLength + 1], BitConverter.ToUInt32(answer[(HeaderLength + 64)..]))
            : null;
    }

    [DllImport("libc", EntryPoint = "socket")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint OpenSocket(int family, int type, int protocol);
}
