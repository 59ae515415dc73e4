namespace HarnessCollab.Protocol;

/// <summary>Limits that every server and client of this protocol must share.</summary>
public static class MessageLimits
{
    /// <summary>400 MiB, in bytes: gRPC's own default of 4 MiB is too small for state and assets.</summary>
    public const int MaxMessageBytes = 400 * 1024 * 1024;
}
