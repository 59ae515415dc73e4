using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>What every write needs: the session in its transaction, the cipher, the author as claimed, and one time for all its rows.</summary>
/// <param name="Maker">The mark of this process on what it makes.</param>
internal sealed record WriteContext(SqlConnectionScope Session, StoreCipher Cipher, Author Author, string Now, string Store, string Maker)
{
    /// <summary>The owner column: the claimed URN, or nothing.</summary>
    public string Owner => Author.Urn ?? "";
}
