namespace HarnessCollab.Stores.Sql;

/// <summary>
/// Ids that stores assign: a word for the kind, and a UUID of version 7 in lower-case hexadecimal. Each id has one spelling. They begin with the
/// time, so new rows are neighbours in every index: the writes that share a commit also share most of the pages that it writes.
/// </summary>
internal static class RowId
{
    public static string ForAccount() => "jcp_" + Bits();

    public static string ForText() => "enc_" + Bits();

    public static string ForStore() => "store_" + Bits();

    /// <summary>The mark that one process sets on the rows it creates.</summary>
    public static string ForMaker() => "maker_" + Bits();

    private static string Bits() => Guid.CreateVersion7().ToString("N");
}
