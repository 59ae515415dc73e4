namespace HarnessCollab.Stores.PostgreSql;

/// <summary>A value of a parameter and who gave it, for messages.</summary>
/// <param name="Text">The value; it may be secret.</param>
/// <param name="Origin">As in "passfile, in the setting 'store'" or "PGPASSFILE".</param>
internal sealed record PostgresValue(string Text, string Origin);
