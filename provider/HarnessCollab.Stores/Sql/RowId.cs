using System.Security.Cryptography;

namespace HarnessCollab.Stores.Sql;

/// <summary>Ids that stores assign: a word for the kind and 128 random bits in lower-case hexadecimal. Each id has one spelling.</summary>
internal static class RowId
{
    public static string ForAccount() => "jcp_" + Bits();

    public static string ForText() => "enc_" + Bits();

    public static string ForStore() => "store_" + Bits();

    /// <summary>The mark that one process sets on the rows it creates.</summary>
    public static string ForMaker() => "maker_" + Bits();

    private static string Bits() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
