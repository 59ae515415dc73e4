using System.Collections.Concurrent;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// What the engine has told this process about each resource, by URN and id. A single call does not say which operation it belongs to; the calls
/// before it do. For one resource they arrive in these orders:
/// <list type="bullet">
/// <item>new: Check without olds, Create;</item>
/// <item>known: Check with olds, Diff, perhaps Update;</item>
/// <item>replaced: Check with olds, Diff, Check without olds, then Delete and Create, or Create and Delete;</item>
/// <item>replaced by force: Check without olds, then Delete and Create, or Create and Delete. A preview has only the Create, which cannot be
/// distinguished from that of a new resource;</item>
/// <item>refreshed: Read with the state's inputs and outputs, perhaps Diff;</item>
/// <item>imported: Read without them, Check, perhaps Diff and Update; if two ids name one object, a Delete of that same object;</item>
/// <item>removed, or destroyed: Delete, and nothing before it.</item>
/// </list>
/// So Diff and Read show which resource an id belongs to, whatever its row says: the row may still have the URN from before an alias, a new parent
/// or another name of the stack. None of this is written; the row gets its new owner with its next write. The memory contains names, URNs, ids and
/// findings, and no secrets. It starts empty for each engine that attaches.
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

    /// <summary>Display names that the Jira accounts of this run claim.</summary>
    public NameClaims DisplayNames { get; } = new();

    /// <summary>Names that the encrypted texts of this run claim.</summary>
    public NameClaims EncryptedTextNames { get; } = new();

    /// <summary>Whether the provider itself is in the stack's state: then a Create can be the second half of a replacement.</summary>
    public bool StackIsKnown => _stackIsKnown;

    /// <summary>The id of the store in the state; null while no call has contained it.</summary>
    public string? StoreId { get; set; }

    /// <summary>
    /// Whether the engine has sent the present config: CheckConfig comes before a program runs, but not when only the state is used.
    /// </summary>
    public bool ConfigIsKnown { get; set; }

    /// <summary>Called for DiffConfig: the engine compares only a provider that is in the state.</summary>
    public void StackKnown() => _stackIsKnown = true;

    /// <summary>The program registered the resource.</summary>
    /// <param name="urn">The resource.</param>
    /// <param name="hasOlds">False for a new resource, and in the second half of a replacement: then what Diff announced is still valid.</param>
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

    /// <summary>In the state, this object belongs to this resource.</summary>
    /// <param name="urn">The resource.</param>
    /// <param name="id">Its object.</param>
    /// <param name="standsInTheWay">Whether a replacement must delete it first. A refresh also calls Diff, but announces no replacement.</param>
    public void Diffed(string urn, string id, bool standsInTheWay)
    {
        _urnById[id] = urn;
        _diffed[urn] = id;
        if (standsInTheWay && _checked.ContainsKey(urn))
        {
            _outgoing[urn] = id;
        }
    }

    /// <summary>In the state, this object belongs to this resource, and it is being refreshed.</summary>
    public void Refreshed(string urn, string id)
    {
        _urnById[id] = urn;
        _checked.TryRemove(urn, out _);
    }

    /// <summary>The object was read without inputs and outputs of the state.</summary>
    public void Imported(string urn, string id)
    {
        _urnById[id] = urn;
        _imported[urn] = id;
        _checked.TryRemove(urn, out _);
    }

    /// <summary>A create has adopted the object. If the object keeps its id, the state may also contain it as the object to be replaced.</summary>
    public void TakenUp(string id) => _kept[id] = true;

    /// <summary>The new inputs were created or written: a Delete that still comes removes another object.</summary>
    public void Written(string urn)
    {
        _outgoing.TryRemove(urn, out _);
        _checked.TryRemove(urn, out _);
    }

    /// <summary>A refresh reports the resource as failed ("init failed") because of this finding.</summary>
    public void Unwell(string urn, string finding) => _unwell[(urn, finding)] = true;

    /// <summary>Whether the user has already seen this finding as a reason of such a failure.</summary>
    public bool IsToldAsUnwell(string urn, string finding) => _unwell.ContainsKey((urn, finding));

    /// <summary>The holder of a name with the URN that it has in this run, whatever its row contains.</summary>
    public NameHolder Known(NameHolder holder) => _urnById.TryGetValue(holder.Id, out var urn) ? holder with { Owner = urn } : holder;

    /// <summary>Whether a resource of this run has the object.</summary>
    public bool IsInHand(string id) => _urnById.ContainsKey(id);

    /// <summary>Whether Diff has named this object as this resource's.</summary>
    public bool IsKnown(string urn, string id) => _diffed.GetValueOrDefault(urn) == id;

    /// <summary>Whether this object will be deleted before the resource is created again, if it is replaced at all.</summary>
    public bool IsOutgoing(string urn, string id) => _outgoing.GetValueOrDefault(urn) == id;

    /// <summary>
    /// Whether the program has registered the resource and nothing has been written for it yet: then a Delete is the first half of a replacement.
    /// </summary>
    public bool IsAwaited(string urn) => _checked.ContainsKey(urn);

    /// <summary>
    /// Whether the resource was read for an import: its credential is in the store, and the program need not repeat it in this run.
    /// </summary>
    public bool IsImported(string urn) => _imported.ContainsKey(urn);

    /// <summary>
    /// Whether a Delete of this object would remove what this run keeps: an object that was imported and then registered, or adopted by a create.
    /// </summary>
    public bool IsToBeKept(string id) => _kept.ContainsKey(id);
}
