using System.Collections.Concurrent;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// What this process has been told of each resource, by URN and id. No call says what it is a part of; those before it do. Per resource they
/// come in these orders:
/// <list type="bullet">
/// <item>new: Check without olds, Create;</item>
/// <item>known: Check with olds, Diff, perhaps Update;</item>
/// <item>replaced: Check with olds, Diff, Check without olds, then Delete and Create, or Create and Delete;</item>
/// <item>replaced by force: Check without olds, then Delete and Create, or Create and Delete. A preview has the Create alone, and then nothing
/// tells it from that of a new resource;</item>
/// <item>refreshed: Read with what state knows, perhaps Diff;</item>
/// <item>imported: Read without, Check, perhaps Diff and Update; where two ids name one object, a Delete of the very object;</item>
/// <item>removed, or destroyed: Delete, and nothing before it.</item>
/// </list>
/// So Diff and Read tell whose an id is, whatever its row says: the row may still bear the URN from before an alias, a new parent or another name
/// of the stack. Nothing of that is written; the row gets its new owner with its next write. Holds names, URNs, ids and findings, and no
/// secrets; it begins anew with each engine that attaches.
/// </summary>
internal sealed class RunMemory
{
    private readonly ConcurrentDictionary<string, string> _urnById = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _diffed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _outgoing = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _imported = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _checked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Urn, string Finding), bool> _unwell = new();
    private volatile bool _stackIsKnown;

    /// <summary>Display names claimed by the Jira accounts of this run.</summary>
    public NameClaims DisplayNames { get; } = new();

    /// <summary>Names claimed by the encrypted texts of this run.</summary>
    public NameClaims EncryptedTextNames { get; } = new();

    /// <summary>Whether the provider itself is in the stack's state: then a Create may be half of a replacement.</summary>
    public bool StackIsKnown => _stackIsKnown;

    /// <summary>The id of the store that state names; null while no call has told it.</summary>
    public string? StoreId { get; set; }

    /// <summary>Whether the engine has shown today's config: CheckConfig comes before a program runs, and not where state alone is at hand.</summary>
    public bool ConfigIsKnown { get; set; }

    /// <summary>DiffConfig: only a provider that is in state is compared.</summary>
    public void StackKnown() => _stackIsKnown = true;

    /// <summary>The program registered the resource.</summary>
    /// <param name="urn">The resource.</param>
    /// <param name="hasOlds">False for a new resource, and in the second half of a replacement: what Diff announced before still holds.</param>
    public void Checked(string urn, bool hasOlds)
    {
        _checked[urn] = true;
        if (_imported.TryGetValue(urn, out var imported))
        {
            _kept[imported] = true;
        }

        if (hasOlds)
        {
            _outgoing.TryRemove(urn, out _);
        }
    }

    /// <summary>State has this object as this resource.</summary>
    /// <param name="urn">The resource.</param>
    /// <param name="id">Its object.</param>
    /// <param name="standsInTheWay">Whether a replacement must delete it first; a refresh compares too, and announces nothing.</param>
    public void Diffed(string urn, string id, bool standsInTheWay)
    {
        _urnById[id] = urn;
        _diffed[urn] = id;
        if (standsInTheWay && _checked.ContainsKey(urn))
        {
            _outgoing[urn] = id;
        }
    }

    /// <summary>State has this object as this resource, and it is being refreshed.</summary>
    public void Refreshed(string urn, string id)
    {
        _urnById[id] = urn;
        _checked.TryRemove(urn, out _);
    }

    /// <summary>The object was read without anything that state knows of it.</summary>
    public void Imported(string urn, string id)
    {
        _urnById[id] = urn;
        _imported[urn] = id;
        _checked.TryRemove(urn, out _);
    }

    /// <summary>A create has taken the object up. Where it keeps its id, state may have it as what is to be replaced, too.</summary>
    public void TakenUp(string id) => _kept[id] = true;

    /// <summary>The news were created or written: a Delete that still comes removes something else.</summary>
    public void Written(string urn)
    {
        _outgoing.TryRemove(urn, out _);
        _checked.TryRemove(urn, out _);
    }

    /// <summary>A refresh calls the resource unwell for this finding.</summary>
    public void Unwell(string urn, string finding) => _unwell[(urn, finding)] = true;

    /// <summary>Whether the reader has this finding already, as a reason why the resource is unwell.</summary>
    public bool IsToldAsUnwell(string urn, string finding) => _unwell.ContainsKey((urn, finding));

    /// <summary>The holder of a name as this run knows it: under the URN that it has here, whatever the row bears.</summary>
    public NameHolder Known(NameHolder holder) => _urnById.TryGetValue(holder.Id, out var urn) ? holder with { Owner = urn } : holder;

    /// <summary>Whether some resource of this run has the object.</summary>
    public bool IsInHand(string id) => _urnById.ContainsKey(id);

    /// <summary>Whether Diff has named this object as this resource's.</summary>
    public bool IsKnown(string urn, string id) => _diffed.GetValueOrDefault(urn) == id;

    /// <summary>Whether this object will be deleted before the resource is created anew, if it is replaced at all.</summary>
    public bool IsOutgoing(string urn, string id) => _outgoing.GetValueOrDefault(urn) == id;

    /// <summary>
    /// Whether the program has registered the resource and nothing has been written for it yet: a Delete makes room for what comes.
    /// </summary>
    public bool IsAwaited(string urn) => _checked.ContainsKey(urn);

    /// <summary>Whether the resource was read for import: its credential lies in the store, and no program need repeat it in this run.</summary>
    public bool IsImported(string urn) => _imported.ContainsKey(urn);

    /// <summary>
    /// Whether a Delete of this object would remove what this run keeps: it was read for import and then registered, or a create took it up.
    /// </summary>
    public bool IsToBeKept(string id) => _kept.ContainsKey(id);
}
