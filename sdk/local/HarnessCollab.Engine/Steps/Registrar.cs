using System.Collections.Concurrent;
using System.Security.Cryptography;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Steps;

/// <summary>Turns one registration into steps: finds what there is, checks, compares, and creates, updates, replaces or keeps.</summary>
internal sealed class Registrar
{
    private readonly ConcurrentDictionary<string, bool> _claimed = new(StringComparer.Ordinal);
    private readonly OperationContext _context;
    private readonly StepRunner _runner;
    private readonly Replacer _replacer;
    private readonly Importer _importer;
    private readonly Refresher _refresher;

    public Registrar(OperationContext context, StepRunner runner, Refresher refresher)
    {
        _context = context;
        _runner = runner;
        _refresher = refresher;
        _importer = new Importer(context, runner);
        _replacer = new Replacer(context, runner);
        Defaults = new DefaultProviders(context, RegisterAsync);
    }

    public DefaultProviders Defaults { get; }

    /// <summary>Claims a URN for this run.</summary>
    public string Claim(string type, string name, string parent)
    {
        if (parent.Length > 0 && !_claimed.ContainsKey(parent))
        {
            throw _context.Fail("", $"the parent '{parent}' of '{name}' was not registered in this run");
        }

        var urn = Urns.Create(_context.Request.Stack, _context.Request.Project, parent, type, name);
        return _claimed.TryAdd(urn, true) ? urn : throw _context.Fail(urn, $"Duplicate resource URN '{urn}'; try giving it a unique name");
    }

    public async Task<ResourceState> RegisterAsync(Goal goal)
    {
        var urn = Claim(goal.Type, goal.Name, goal.Parent);
        var old = FindOld(goal, urn);
        try
        {
            if (_context.Request.Kind != OperationKind.Update)
            {
                return await ConfigureOnlyAsync(goal, urn, old).ConfigureAwait(false);
            }

            return goal.Custom
                ? await RegisterCustomAsync(goal, urn, old).ConfigureAwait(false)
                : await RegisterComponentAsync(goal, urn, old).ConfigureAwait(false);
        }
        catch (ProviderException failure)
        {
            // Not from a step: the provider could not be asked what to do.
            throw Refused(urn, failure);
        }
    }

    private async Task<ResourceState> RegisterComponentAsync(Goal goal, string urn, ResourceState? old)
    {
        if (old is not null && _context.RefreshesAsItGoes)
        {
            old = await _refresher.RefreshAsync(old, StepOp.Refresh).ConfigureAwait(false) ?? old;
        }

        var planned = Plan(goal, urn, "", goal.Inputs, old);
        if (old is null)
        {
            return await _runner.RunAsync(new Step { Op = StepOp.Create, New = planned }, () => Task.FromResult(Stamped(planned, null))).ConfigureAwait(false);
        }

        planned = planned with { Outputs = old.Outputs };
        var diff = DiffOutcome.Compare(old.Inputs, goal.Inputs);
        return await _runner.RunAsync(
            new Step { Op = diff.Differs ? StepOp.Update : StepOp.Same, Old = old, New = planned, Diff = diff.Differs ? diff : null },
            () => Task.FromResult(diff.Differs ? Stamped(planned, old) : planned with { Created = old.Created, Modified = old.Modified })).ConfigureAwait(false);
    }

    private async Task<ResourceState> RegisterCustomAsync(Goal goal, string urn, ResourceState? old)
    {
        var isProvider = Urns.IsProviderType(goal.Type);
        var reference = isProvider ? "" : await ReferenceAsync(goal, urn).ConfigureAwait(false);
        IResourceProvider provider = isProvider
            ? _context.Providers
            : (await _context.Providers.GetAsync(reference, _context.Terminate).ConfigureAwait(false)).Resources;

        if (old is not null && !isProvider && _context.RefreshesAsItGoes)
        {
            old = await _refresher.RefreshAsync(old, StepOp.Refresh, provider).ConfigureAwait(false);
        }

        var planned = Plan(goal, urn, reference, goal.Inputs, old);
        var imported = await _importer.ImportAsync(goal, planned, old, provider).ConfigureAwait(false);
        old = imported ?? old;
        planned = planned with { Id = old?.Id ?? "" };

        _context.ThrowIfStopping();
        var inputs = old is null ? goal.Inputs : goal.IgnoreChanges.Aggregate(goal.Inputs, (news, path) => PropertyPath.Parse(path).Reset(old.Inputs, news));
        var seed = RandomNumberGenerator.GetBytes(32);
        var owned = old is { External: false } ? old : null;
        planned = planned with { Inputs = await CheckAsync(provider, planned, owned?.Inputs ?? PropertyMap.Empty, inputs, seed).ConfigureAwait(false) };
        if (old is null)
        {
            return await CreateAsync(provider, planned).ConfigureAwait(false);
        }

        var diff = owned is null ? new DiffOutcome { Differs = true, Replaces = ["id"] } : await DiffAsync(provider, owned, planned).ConfigureAwait(false);
        if (!diff.Replaces.IsEmpty || old.PendingReplacement)
        {
            planned = planned with { Inputs = await CheckAsync(provider, planned, PropertyMap.Empty, inputs, seed).ConfigureAwait(false) };
            return await _replacer.ReplaceAsync(goal, provider, old, planned, diff).ConfigureAwait(false);
        }

        return diff.Differs || !old.InitErrors.IsEmpty
            ? await UpdateAsync(provider, old, planned, diff).ConfigureAwait(false)
            : await KeepAsync(provider, old, planned, silent: imported is not null).ConfigureAwait(false);
    }

    /// <summary>In a refresh or destroy the program only says how providers are configured today; all else is answered from the state.</summary>
    private async Task<ResourceState> ConfigureOnlyAsync(Goal goal, string urn, ResourceState? old)
    {
        var planned = Plan(goal, urn, "", goal.Inputs, old);
        if (Urns.IsProviderType(goal.Type))
        {
            var inputs = await CheckAsync(_context.Providers, planned, old?.Inputs ?? PropertyMap.Empty, goal.Inputs, []).ConfigureAwait(false);
            planned = planned with { Inputs = inputs, Outputs = inputs, Id = old?.Id ?? UnknownSentinels.String };
            await _context.Providers.KeepAsync(planned, _context.Terminate).ConfigureAwait(false);
            return planned;
        }

        if (goal.Custom)
        {
            await ReferenceAsync(goal, urn).ConfigureAwait(false);
        }

        return old ?? planned with { Outputs = goal.Inputs };
    }

    internal async Task<string> ReferenceAsync(Goal goal, string urn) => goal.Provider.Length > 0
        ? goal.Provider
        : await Defaults.GetAsync(goal.Type[..goal.Type.IndexOf(':', StringComparison.Ordinal)], goal.Version, goal.PluginDownloadUrl, urn).ConfigureAwait(false);

    internal ResourceState? FindOld(Goal goal, string urn)
    {
        var known = _context.Ledger.FindOld(urn);
        if (known is not null)
        {
            return known;
        }

        foreach (var name in goal.FormerNames)
        {
            if (_context.Ledger.FindOld(Urns.Create(_context.Request.Stack, _context.Request.Project, goal.Parent, goal.Type, name)) is { } former)
            {
                return former;
            }
        }

        return null;
    }

    internal ResourceState Plan(Goal goal, string urn, string reference, PropertyMap inputs, ResourceState? old)
    {
        var parent = goal.Parent.Length == 0 ? null : _context.Ledger.FindNew(goal.Parent);
        return new ResourceState
        {
            Urn = urn,
            Type = goal.Type,
            Custom = goal.Custom,
            Id = old?.Id ?? "",
            Inputs = inputs,
            Parent = goal.Parent,
            Protect = goal.Protect ?? parent?.Protect ?? false,
            Dependencies = goal.Dependencies,
            PropertyDependencies = goal.PropertyDependencies,
            Provider = reference,
            AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
            CustomTimeouts = goal.CustomTimeouts,
            ImportId = goal.ImportId,
            RetainOnDelete = goal.RetainOnDelete ?? parent?.RetainOnDelete ?? false,
            DeletedWith = goal.DeletedWith.Length > 0 ? goal.DeletedWith : parent?.DeletedWith ?? "",
            IgnoreChanges = goal.IgnoreChanges,
        };
    }

    private async Task<PropertyMap> CheckAsync(IResourceProvider provider, ResourceState planned, PropertyMap olds, PropertyMap news, byte[] seed)
    {
        var outcome = await provider.CheckAsync(planned.Urn, olds, news, seed, _context.Terminate).ConfigureAwait(false);
        foreach (var failure in outcome.Failures)
        {
            _context.Report(planned.Urn, "error", CheckFailures.Text(planned, failure, news));
        }

        if (outcome.Failures.Count > 0)
        {
            _context.Stop();
            throw new OperationStoppedException();
        }

        return outcome.Inputs;
    }

    private async Task<DiffOutcome> DiffAsync(IResourceProvider provider, ResourceState old, ResourceState planned)
    {
        if (_context.Request.ReplaceUrns.Contains(planned.Urn))
        {
            return new DiffOutcome { Differs = true, Replaces = ["id"] };
        }

        if (old.Provider != planned.Provider
            && !(await _context.Providers.DiffProvidersAsync(old.Provider, planned.Provider, _context.Terminate).ConfigureAwait(false)).Replaces.IsEmpty)
        {
            return new DiffOutcome { Differs = true, Replaces = ["provider"] };
        }

        return await provider.DiffAsync(old, planned.Inputs, planned.IgnoreChanges, _context.Terminate).ConfigureAwait(false);
    }

    private Task<ResourceState> CreateAsync(IResourceProvider provider, ResourceState planned) => _runner.RunAsync(
        new Step { Op = StepOp.Create, New = planned, Pending = "creating" },
        async () => Created(planned, await provider.CreateAsync(planned, _context.Preview, _context.Terminate).ConfigureAwait(false), _context.Now));

    private Task<ResourceState> UpdateAsync(IResourceProvider provider, ResourceState old, ResourceState planned, DiffOutcome diff) => _runner.RunAsync(
        new Step { Op = StepOp.Update, Old = old, New = planned, Diff = diff, Pending = "updating" },
        async () =>
        {
            var outcome = await provider.UpdateAsync(old, planned, _context.Preview, _context.Terminate).ConfigureAwait(false);

            // Unwell: the old inputs stay, so that the next run sees the same difference again.
            return Stamped(planned, old) with
            {
                Inputs = outcome.InitErrors.IsEmpty ? planned.Inputs : old.Inputs,
                Outputs = SecretMarks.Mark(outcome.Outputs, planned.AdditionalSecretOutputs),
                InitErrors = outcome.InitErrors,
            };
        });

    private Task<ResourceState> KeepAsync(IResourceProvider provider, ResourceState old, ResourceState planned, bool silent)
    {
        var kept = planned with
        {
            Outputs = SecretMarks.Mark(old.Outputs, planned.AdditionalSecretOutputs), Created = old.Created, Modified = old.Modified,
        };
        return _runner.RunAsync(
            new Step { Op = StepOp.Same, Old = old, New = kept },
            async () =>
            {
                await provider.KeepAsync(kept, _context.Terminate).ConfigureAwait(false);
                return kept;
            },
            silent: silent);
    }

    internal OperationStoppedException Refused(string urn, ProviderException failure)
    {
        // Once the operation stops, further failures are its consequence.
        _context.ThrowIfStopping();
        return _context.Fail(urn, failure.Message);
    }

    /// <summary>The entry of an object that was just created.</summary>
    internal static ResourceState Created(ResourceState planned, ResourceOutcome outcome, DateTimeOffset now) => planned with
    {
        Id = outcome.Id,
        Outputs = SecretMarks.Mark(outcome.Outputs, planned.AdditionalSecretOutputs),
        InitErrors = outcome.InitErrors,
        Created = now,
        Modified = now,
    };

    private ResourceState Stamped(ResourceState planned, ResourceState? old) => planned with { Created = old?.Created ?? _context.Now, Modified = _context.Now };
}
