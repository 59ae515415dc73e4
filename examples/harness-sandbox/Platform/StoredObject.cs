using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>A connector or secret as the platform keeps it.</summary>
/// <param name="Key">Scope and identifier.</param>
/// <param name="Document">The document that was sent, without the values.</param>
/// <param name="Value">The plain value of an inline secret; null for connectors.</param>
/// <param name="CreatedAt">Epoch milliseconds.</param>
/// <param name="ModifiedAt">Epoch milliseconds; every write has a later one.</param>
/// <param name="Reads">How often it has been read; the background test is finished at the second read.</param>
/// <param name="Health">The result of the last test of a connector; null = none yet.</param>
/// <param name="IsTesting">How many more reads until the running test is finished.</param>
internal sealed record StoredObject(
    ObjectKey Key, JsonObject Document, string? Value, long CreatedAt, long ModifiedAt, int Reads = 0, JsonObject? Health = null, int IsTesting = 0)
{
    public string Name => (string?)Document["name"] ?? "";
}
