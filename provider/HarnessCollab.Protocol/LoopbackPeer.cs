using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace HarnessCollab.Protocol;

/// <summary>
/// Who is at the other end of a connection on loopback. Pulumi's protocol knows no sign-in and any user of the machine reaches the port, but Linux
/// says whose each end of a connection is. It is asked for that one connection (sock_diag(7)); its table of all in /proc takes as long to read as a
/// plugin to start.
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
    /// True when the peer is a user other than root and the one of this end, or has hung up already: then nothing tells any more whose it was. Where
    /// the system does not say, nobody is a stranger: it is not Linux, or a sandbox without this question.
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

            // Where this end is closed already the kernel names the socket that listens in its place, which is of the same user.
            return Ask(kernel, ownEnd, peerEnd) is { } us
                && (Ask(kernel, peerEnd, ownEnd) is not (Established, var user) || (user != Root && user != us.User));
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // State and user of one end of a connection; null where the kernel knows of none.
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
        // Any socket: no cookie of an earlier answer.
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
