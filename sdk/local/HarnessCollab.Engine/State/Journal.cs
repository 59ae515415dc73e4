using System.Text;
using System.Text.Json;

namespace HarnessCollab.Engine.State;

/// <summary>
/// The lines of a journal. The first names the checkpoint that it extends, by its hash; each of the others is one change. The last may
/// be torn by a crash: a line counts from its line end on.
/// </summary>
internal static class Journal
{
    public static string Header(Checkpoint checkpoint) => $"{{\"journal\":1,\"checkpoint\":\"{checkpoint.Hash}\"}}\n";

    public static string Begin(string type, string resource) => $"{{\"begin\":\"{type}\",\"resource\":{resource}}}\n";

    public static string End(PendingOperation? operation, ResourceState? removed, string? saved)
    {
        var writer = new GoJsonWriter();
        writer.BeginObject();
        if (operation is not null)
        {
            writer.Text("end", operation.Type);
            writer.Text("urn", operation.Resource.Urn);
        }

        if (removed is not null)
        {
            writer.BeginObject("removed");
            writer.Text("urn", removed.Urn);
            writer.Text("id", removed.Id);
            writer.Bool("delete", removed.Delete);
            writer.EndObject();
        }

        if (saved is not null)
        {
            writer.Raw("saved", saved);
        }

        writer.EndObject();
        return writer + "\n";
    }

    /// <summary>The checkpoint with the journal's changes; null when the journal extends another one.</summary>
    public static Checkpoint? Apply(StackStore store, Checkpoint checkpoint, byte[] journal)
    {
        var complete = Array.LastIndexOf(journal, (byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(journal, 0, complete).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            return checkpoint;
        }

        var ledger = new SnapshotLedger(checkpoint.Snapshot);
        var folded = "";
        try
        {
            using var header = JsonDocument.Parse(lines[0]);
            foreach (var line in lines.Skip(1))
            {
                using var document = JsonDocument.Parse(line);
                ApplyLine(ledger, checkpoint, document.RootElement, ref folded);
            }

            return folded == checkpoint.Hash ? checkpoint
                : header.RootElement.GetProperty("checkpoint").GetString() == checkpoint.Hash ? checkpoint.With([.. ledger.Resources()], [.. ledger.Pending])
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new EngineException($"the journal {store.JournalFile} of an interrupted update cannot be read: {e.Message} Nothing was changed; the checkpoint beside it is whole.", inner: e);
        }
    }

    private static void ApplyLine(SnapshotLedger ledger, Checkpoint checkpoint, JsonElement line, ref string folded)
    {
        ResourceState? State(string name) => line.Member(name) is { ValueKind: JsonValueKind.Object } state ? ResourceJson.Read(state, checkpoint.Secrets.Read) : null;
        if (line.Text("folded") is { Length: > 0 } hash)
        {
            folded = hash;
        }
        else if (line.Text("begin") is { Length: > 0 } begun)
        {
            ledger.Begin(new PendingOperation(State("resource")!, begun));
        }
        else
        {
            if (line.Text("end") is { Length: > 0 } ended)
            {
                ledger.End(line.Text("urn"), ended);
            }

            ledger.Apply(new SnapshotChange(State("removed"), State("saved")));
        }
    }
}
