using System.Collections.Frozen;

namespace HarnessCollab.Protocol.Codec;

/// <summary>The strings that stand for a value that is not known yet. Senders use the one for strings, receivers accept them all.</summary>
public static class UnknownSentinels
{
    /// <summary>The sentinel that is sent, whatever the type of the value.</summary>
    public const string String = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static readonly FrozenSet<string> All = new[]
    {
        String,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // bool
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
        "030794c1-ac77-496b-92df-f27374a8bd58", // asset
        "e48ece36-62e2-4504-bad9-02848725956a", // archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsUnknown(string text) => text.Length == String.Length && All.Contains(text);
}
