using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>What every write needs: the session in its transaction, the cipher, the author as claimed, and one time for all its rows.</summary>
internal sealed record WriteContext(SqlSession Session, StoreCipher Cipher, Author Author, string Now, string Store)
{
    /// <summary>The owner column: the claimed URN, or nothing.</summary>
    public string Owner => Author.Urn ?? "";
}
