namespace HarnessCollab.Stores.Sql;

/// <summary>A row does not hold what the plugin writes there: somebody else wrote it, or it has rotted.</summary>
internal sealed class RowDamageException(Exception cause) : Exception(cause.Message, cause);
