using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>A connector or secret as the platform keeps it.</summary>
/// <param name="Key">Scope and identifier.</param>
/// <param name="Document">What was sent, without what is only written.</param>
/// <param name="Value">The plain value of an inline secret; null for connectors.</param>
/// <param name="CreatedAt">Epoch milliseconds.</param>
/// <param name="ModifiedAt">Epoch milliseconds; every write has a later one.</param>
/// <param name="Reads">How often it has been read; the background test is over by the second read.</param>
/// <param name="Health">What the last test of a connector said; null = none yet.</param>
/// <param name="IsTesting">How many reads still come before the test that runs is over.</param>
internal sealed record StoredObject(
    ObjectKey Key, JsonObject Document, string? Value, long CreatedAt, long ModifiedAt, int Reads = 0, JsonObject? Health = null, int IsTesting = 0)
{
    public string Name => (string?)Document["name"] ?? "";
}
