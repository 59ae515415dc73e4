using HarnessCollab.Jira;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Hosting;

namespace HarnessCollab.Provider.Resources;

/// <summary>What one configured provider knows and uses, from Configure to the end of the process (or to the next Attach).</summary>
internal sealed class Session(
    ProviderSettings settings, IProviderStore store, JiraConnectionTester tester, EngineLog log, IProcessEnvironment environment, RunMemory memory,
    StoreFallback fallback, bool isByHand) : IAsyncDisposable
{
    // The engine sends its signal right after Cancel, so nobody may wait for a store that is busy.
    private static readonly TimeSpan SettlingBudget = TimeSpan.FromSeconds(1);

    // Operations may still be using these stores.
    private readonly List<IProviderStore> _exchanged = [];
    private volatile IProviderStore _store = store;

    public ProviderSettings Settings { get; } = settings;

    /// <summary>The store through which the session currently works.</summary>
    public IProviderStore Store => _store;

    public JiraConnectionTester Tester { get; } = tester;

    public EngineLog Log { get; } = log;

    /// <summary>What the engine has told about each resource in this run.</summary>
    public RunMemory Memory { get; } = memory;

    /// <summary>The alternative when the store refuses a secret of the settings.</summary>
    public StoreFallback Fallback { get; } = fallback;

    /// <summary>The inputs of replacements that delete first.</summary>
    public Successors Successors { get; } = new();

    /// <summary>Creates the store if it is missing, and passes on a warning about it.</summary>
    /// <param name="place">The scope of the next write, in stores with scopes.</param>
    /// <param name="urn">The resource that is written next.</param>
    /// <param name="cancellationToken">Cancels the wait for the store.</param>
    public async Task EnsureStoreAsync(UsageScope? place, string urn, CancellationToken cancellationToken)
    {
        if (await Store.EnsureCreatedAsync(place, cancellationToken) is { } warning)
        {
            await Log.WarnAsync(urn, warning);
        }
    }

    /// <summary>
    /// Whether a value can still be the stored one: a fingerprint decides it; without fingerprints, whether anybody is known to have written the
    /// secret.
    /// </summary>
    /// <param name="knownRevision">The revision at which the value was the stored one; null when it is not known.</param>
    public bool MayHold(CredentialMark mark, string value, string? knownRevision) => mark switch
    {
        CredentialMark.Fingerprint fingerprint => Store.Holds(fingerprint, new SecretText(value)),
        CredentialMark.Modification modification => modification.Matches(knownRevision) != CredentialMatch.Differs,
        _ => throw new ArgumentOutOfRangeException(nameof(mark)),
    };

    /// <summary>Replaces the store by the same store with another secret.</summary>
    public void Exchange(IProviderStore other)
    {
        _exchanged.Add(_store);
        _store = other;
    }

    /// <summary>Information for the user about these settings; nothing is wrong with them.</summary>
    public IEnumerable<string> Notes()
    {
        if (Settings.StoreNote is { } place)
        {
            yield return place;
        }

        if (Settings.ConnectionTests.AskDelegates && !Store.Capabilities.SupportsDelegateSelectors)
        {
            yield return $"{ErrorCodes.DelegatesUnasked}: connectionTest.delegate is ignored: the store ({Store.Description}) has no delegates.";
        }
    }

    /// <summary>A warning about settings that this engine does not support; null when it supports them all.</summary>
    /// <param name="engineReadsBeforeUpdates">Whether it can read a resource at the start of a preview or update.</param>
    public string? Warning(bool engineReadsBeforeUpdates) => engineReadsBeforeUpdates || !Settings.DetectsDriftAlways
        ? null
        : $"{ErrorCodes.EngineCannotReadFirst}: {ProviderConfiguration.DriftDetection.Name} is "
            + $"{ProviderConfiguration.Always}, but this Pulumi cannot read resources before an update; "
            + "changes that were made outside Pulumi are detected only by refreshes. Use a newer one, or --refresh.";

    /// <summary>
    /// The run ends normally. Rows that stay unsettled are as after a kill: a create of the same resource can still adopt them. So a store that does
    /// not answer is not an error here.
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

    /// <summary>The author of writes to the resource. Without a program the URN is the same for every user, so it is left out.</summary>
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
