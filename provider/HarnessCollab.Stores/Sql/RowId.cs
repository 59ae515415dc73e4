using System.Security.Cryptography;

namespace HarnessCollab.Stores.Sql;

/// <summary>Ids as stores make them: a word for the kind and 128 random bits, in lower-case hexadecimal. One spelling each.</summary>
internal static class RowId
{
    public static string ForAccount() => "jcp_" + Bits();

    public static string ForText() => "enc_" + Bits();

    public static string ForStore() => "store_" + Bits();

    /// <summary>The mark of one process on the rows it makes.</summary>
    public static string ForMaker() => "maker_" + Bits();

    private static string Bits() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
