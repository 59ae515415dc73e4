namespace HarnessCollab.Stores.Sql;

/// <summary>Others moved between two statements of this transaction; run it again from its start.</summary>
internal sealed class TransactionRaceException : Exception;
