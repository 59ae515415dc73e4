namespace HarnessCollab.Stores.PostgreSql;

/// <summary>What a transaction has set does not hold in it.</summary>
internal sealed class TransactionUnkeptException(string message) : Exception(message);
