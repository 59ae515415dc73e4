using HarnessCollab.Jira;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Hosting;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>What one configured provider knows and uses, from Configure to the end of the process (or to the next Attach).</summary>
internal sealed class Session(
    ProviderSettings settings, IProviderStore store, JiraConnectionTester tester, IEngineLog log, IProcessEnvironment environment, RunMemory memory,
    StoreFallback fallback, bool isByHand) : IAsyncDisposable
{
    // The engine's signal follows its Cancel; nobody must wait for a store that is busy.
    private static readonly TimeSpan SettlingBudget = TimeSpan.FromSeconds(1);

    // Operations may still be on their way out of them.
    private readonly List<IProviderStore> _exchanged = [];
    private volatile IProviderStore _store = store;

    public ProviderSettings Settings { get; } = settings;

    /// <summary>The store as it is reached just now.</summary>
    public IProviderStore Store => _store;

    public JiraConnectionTester Tester { get; } = tester;

    public IEngineLog Log { get; } = log;

    /// <summary>What this run has been told of each resource so far.</summary>
    public RunMemory Memory { get; } = memory;

    /// <summary>The way on where the store refuses a secret of the settings.</summary>
    public StoreFallback Fallback { get; } = fallback;

    /// <summary>What comes where something is deleted first.</summary>
    public Successors Successors { get; } = new();

    /// <summary>Makes the store where it is missing, and hands on what its maker should know.</summary>
    /// <param name="place">Where something is to be written, in stores with scopes.</param>
    /// <param name="urn">What is to be written.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async Task EnsureStoreAsync(UsageScope? place, string urn, CancellationToken cancellationToken)
    {
        if (await Store.EnsureCreatedAsync(place, cancellationToken) is { } warning)
        {
            await Log.WarnAsync(urn, warning);
        }
    }

    /// <summary>
    /// Whether a value may still be the stored one: a fingerprint tells that it is; elsewhere nobody is known to have written the secret since.
    /// </summary>
    /// <param name="knownRevision">Where the value was known to be the stored one; null when that is not known.</param>
    public bool MayHold(CredentialMark mark, string value, string? knownRevision) => mark switch
    {
        CredentialMark.Fingerprint fingerprint => Store.Holds(fingerprint, new SecretText(value)),
        CredentialMark.Modification modification => modification.Matches(knownRevision) != CredentialMatch.Differs,
        _ => throw new ArgumentOutOfRangeException(nameof(mark)),
    };

    /// <summary>From now on the same store is asked with another secret.</summary>
    public void Exchange(IProviderStore other)
    {
        _exchanged.Add(_store);
        _store = other;
    }

    /// <summary>What the user should know of these settings; nothing is wrong with them.</summary>
    public IEnumerable<string> Notes()
    {
        if (Settings.StoreNote is { } place)
        {
            yield return place;
        }

        if (Settings.ConnectionTests.AskDelegates && !Store.Capabilities.SupportsDelegateSelectors)
        {
            yield return $"{ErrorCodes.DelegatesUnasked}: connectionTest.delegate is passed over: the store ({Store.Description}) has no delegates.";
        }
    }

    /// <summary>What of these settings this engine cannot do; null when it can do it all.</summary>
    /// <param name="engineReadsBeforeUpdates">Whether it can read a resource at the start of a preview or update.</param>
    public string? Warning(bool engineReadsBeforeUpdates) => engineReadsBeforeUpdates || !Settings.DetectsDriftAlways
        ? null
        : $"{ErrorCodes.EngineCannotReadFirst}: {ProviderConfiguration.DriftDetection.Name} is "
            + $"{ProviderConfiguration.Always}, but this Pulumi cannot read resources before an update; "
            + "changes behind its back are seen by refreshes alone. Use a newer one, or --refresh.";

    /// <summary>
    /// The run ends in order. What stays unsettled is as after a kill: a create of the same resource may still take it up, so a store that does not
    /// answer is no failure here.
    /// </summary>
    public async Task SettleAsync(TimeProvider time)
    {
        using var budget = new CancellationTokenSource(SettlingBudget, time);
        try
        {
            await Store.SettleAsync(budget.Token).WaitAsync(budget.Token);
        }
        catch (Exception unanswered) when (unanswered is StoreException or OperationCanceledException)
        {
        }
    }

    /// <summary>Who writes the resource; without a program its URN is the same for everybody, and says nothing.</summary>
    public Author AuthorOf(string urn) => Authorship.Of(isByHand ? null : urn, environment);

    public async ValueTask DisposeAsync()
    {
        await Tester.DisposeAsync();
        foreach (var used in _exchanged.Append(Store))
        {
            await used.DisposeAsync();
        }

        Fallback.Dispose();
    }
}
