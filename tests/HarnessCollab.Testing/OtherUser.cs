namespace HarnessCollab.Testing;

/// <summary>Another user of the machine, who connects to one of our ports. It needs root.</summary>
public static class OtherUser
{
    /// <summary>The id of nobody, which needs no account.</summary>
    public const int Id = 65534;

    private const string SetPriv = "/usr/bin/setpriv";

    /// <summary>Why it cannot be used here, or null.</summary>
    public static string? Missing =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists(SetPriv) ? null : "Needs root on Linux, and setpriv.";

    /// <summary>A command line as that user.</summary>
    public static string[] Command(int user, params string[] command) =>
        [SetPriv, $"--reuid={user}", $"--regid={user}", "--clear-groups", .. command];

    /// <summary>Whether a server on loopback speaks HTTP/2 with a user: it answers a new connection with its settings.</summary>
    public static async Task<bool> IsServedAsync(string port, int user)
    {
        var opening =
            $@"exec 3<>/dev/tcp/127.0.0.1/{port} && printf 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0' >&3 && head -c 9 <&3 | wc -c";
        var command = Command(user, "/bin/bash", "-c", opening);
        var result = await ChildProcess.RunAsync(command[0], command[1..]);
        return result.Output.Trim() == "9";
    }
}
