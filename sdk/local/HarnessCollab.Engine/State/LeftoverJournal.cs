using System.Text;

namespace HarnessCollab.Engine.State;

/// <summary>
/// A file next to a checkpoint. An earlier state of development kept the steps of a run in it until the run's end, and left it when it was killed.
/// The first line contains the hash of the checkpoint that the journal extends; each further line is one change. The last line may be
/// incomplete: a line without a line end is ignored.
/// </summary>
internal sealed class LeftoverJournal
{
    private readonly StackStore _store;
    private readonly string _extends = "";
    private readonly string _heldBy = "";
    private readonly List<(JsonElement Change, string Told)> _changes = [];
    private readonly bool _isWhole;

    public LeftoverJournal(StackStore store)
    {
        _store = store;
        var bytes = File.ReadAllBytes(store.JournalFile);
        var complete = Encoding.UTF8.GetString(bytes, 0, Array.LastIndexOf(bytes, (byte)'\n') + 1);
        try
        {
            foreach (var line in complete.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var element = JsonElement.Parse(line);
                if (element.Text("checkpoint") is { Length: > 0 } extended)
                {
                    _extends = extended;
                }
                else if (element.Text("folded") is { Length: > 0 } holder)
                {
                    _heldBy = holder;
                }
                else
                {
                    _changes.Add((element, Told(element)));
                }
            }

            _isWhole = true;
        }
        catch (Exception e) when (CheckpointJson.IsMalformed(e))
        {
            // The changes before the bad line can still be listed.
        }
    }

    /// <summary>
    /// Puts the journal's changes into the checkpoint if it extends that one; else moves the journal away. Returns the lines to show to the user.
    /// </summary>
    public IEnumerable<string> Settle(Func<string, PassphraseSecretsManager> open, DateTimeOffset now)
    {
        var checkpoint = _store.Exists ? File.ReadAllBytes(_store.CheckpointFile) : [];
        var hash = CheckpointJson.Hash(checkpoint);
        if (_isWhole && (_changes.Count == 0 || _heldBy == hash))
        {
            File.Delete(_store.JournalFile);
            return ["The journal of an interrupted update had no changes that the state lacks, and was removed."];
        }

        if (_isWhole && _extends == hash && Folded(CheckpointJson.Read(checkpoint, open)) is { } folded)
        {
            _store.Backup();
            _store.Save(folded, now);
            File.Delete(_store.JournalFile);
            return [$"{_changes.Count} changes in the journal of the interrupted update were put into the state."];
        }

        var aside = $"{_store.JournalFile}.{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        File.Move(_store.JournalFile, aside);
        return
        [
            $"The journal of an interrupted update does not belong to the current state, and was moved to {aside}. Its changes:",
            .. _changes.Select(each => $"  * {each.Told}"),
            "Run `collab refresh` to see what is really there. What was created and is not in the state has to be imported or deleted by hand.",
        ];
    }

    private static string Told(JsonElement change)
    {
        if (change.Text("begin") is { Length: > 0 } begun)
        {
            return $"{change.Member("resource").Text("urn")}: {begun} had begun";
        }

        var (removed, saved) = (change.Member("removed"), change.Member("saved"));
        return saved.IsGiven() ? $"{saved.Text("urn")}: saved with id '{saved.Text("id")}'"
            : removed.IsGiven() ? $"{removed.Text("urn")}: removed, id '{removed.Text("id")}'"
            : $"{change.Text("urn")}: {change.Text("end")} had failed";
    }

    // Null when a line of the journal is not a valid change.
    private Checkpoint? Folded(Checkpoint checkpoint)
    {
        var all = checkpoint.Snapshot.Resources.ToList();
        var pending = checkpoint.Snapshot.PendingOperations.ToList();
        try
        {
            foreach (var (change, _) in _changes)
            {
                Apply(checkpoint, change, all, pending);
            }
        }
        catch (Exception e) when (CheckpointJson.IsMalformed(e))
        {
            return null;
        }

        // Steps that did not wait for each other were recorded in any order.
        var living = all.Where(state => !state.Delete).ToLookup(state => state.Urn, StringComparer.Ordinal);
        var ordered = StateOrder.AfterOthers(all, state => state.References().SelectMany(urn => living[urn].Take(1)));
        return checkpoint.With(new Snapshot([.. ordered], [.. pending]));
    }

    private static void Apply(Checkpoint checkpoint, JsonElement change, List<ResourceState> all, List<PendingOperation> pending)
    {
        if (change.Text("begin") is { Length: > 0 } begun)
        {
            pending.Add(new PendingOperation(checkpoint.Read(change.Member("resource")), begun));
            return;
        }

        // The newest one, because an operation of the same resource may be left from an earlier run.
        var ended = pending.FindLastIndex(operation => operation.Resource.Urn == change.Text("urn") && operation.Type == change.Text("end"));
        if (ended >= 0)
        {
            pending.RemoveAt(ended);
        }

        // A change that removes no entry replaces the older entry of the resource that it saves.
        var saved = change.Member("saved") is var entry && entry.IsGiven() ? checkpoint.Read(entry) : null;
        var meant = change.Member("removed") is var removed && removed.IsGiven()
            ? (removed.Text("urn"), removed.Text("id"), removed.Flag("delete"))
            : (saved?.Urn, saved?.Id, saved?.Delete);
        var place = all.FindLastIndex(state => (state.Urn, state.Id, state.Delete) == meant);
        if (place >= 0)
        {
            all.RemoveAt(place);
        }

        if (saved is not null)
        {
            all.Insert(place >= 0 ? place : all.Count, saved);
        }
    }
}
