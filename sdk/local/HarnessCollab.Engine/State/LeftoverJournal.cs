using System.Text;

namespace HarnessCollab.Engine.State;

/// <summary>
/// The file beside a checkpoint in which version 0.1 kept the steps of a run until its end, and which is left when that version was killed.
/// The first line names the checkpoint that it extends, by its hash; each of the others is one change. The last may be torn: a line counts
/// from its line end on.
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
            // What stands before the bad line can be listed still.
        }
    }

    /// <summary>
    /// Puts what the journal holds into the checkpoint, where it fits that; else moves it out of the way. Returns what to tell the user.
    /// </summary>
    public IEnumerable<string> Settle(Func<string, PassphraseSecretsManager> open, DateTimeOffset now)
    {
        var checkpoint = _store.Exists ? File.ReadAllBytes(_store.CheckpointFile) : [];
        var hash = CheckpointJson.Hash(checkpoint);
        if (_isWhole && (_changes.Count == 0 || _heldBy == hash))
        {
            File.Delete(_store.JournalFile);
            return ["The journal that was left beside the state held nothing that is not in it, and was removed."];
        }

        if (_isWhole && _extends == hash && Folded(CheckpointJson.Read(checkpoint, open)) is { } folded)
        {
            _store.Backup();
            _store.Save(folded, now);
            File.Delete(_store.JournalFile);
            return [$"What the interrupted update had noted in its journal, {_changes.Count} changes, was put into the state."];
        }

        var aside = $"{_store.JournalFile}.{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        File.Move(_store.JournalFile, aside);
        return
        [
            $"The journal of an interrupted update belongs to another state than the one beside it, and was moved to {aside}. It held:",
            .. _changes.Select(each => $"  * {each.Told}"),
            "Run `collab refresh` to see what is really there. What was created and is not in the state has to be imported or deleted by hand.",
        ];
    }

    private static string Told(JsonElement change)
    {
        if (change.Text("begin") is { Length: > 0 } begun)
        {
            return $"{change.Member("resource").Text("urn")}: {begun} was begun";
        }

        var (removed, saved) = (change.Member("removed"), change.Member("saved"));
        return saved.IsGiven() ? $"{saved.Text("urn")}: saved with id '{saved.Text("id")}'"
            : removed.IsGiven() ? $"{removed.Text("urn")}: removed, id '{removed.Text("id")}'"
            : $"{change.Text("urn")}: {change.Text("end")} had failed";
    }

    // Null where the journal holds what nobody wrote.
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

        // Changes of things that did not wait for each other were noted in any order.
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

        // The newest: one of that name may be left from an earlier run.
        var ended = pending.FindLastIndex(operation => operation.Resource.Urn == change.Text("urn") && operation.Type == change.Text("end"));
        if (ended >= 0)
        {
            pending.RemoveAt(ended);
        }

        // Without an entry that is removed, an older one of what is saved goes.
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
