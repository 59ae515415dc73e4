using System.Collections.Concurrent;
using System.Security.Cryptography;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Steps;

/// <summary>Turns one registration into steps: finds what there is, checks, compares, and creates, updates, replaces or keeps.</summary>
internal sealed class Registrar(OperationContext context, StepRunner runner, Refresher refresher)
{
    private readonly ConcurrentDictionary<string, bool> _claimed = new(StringComparer.Ordinal);
    private readonly Replacer _replacer = new(context, runner);
    private readonly Importer _importer = new(context, runner);
    private DefaultProviders? _defaults;

    public DefaultProviders Defaults => LazyInitializer.EnsureInitialized(ref _defaults, () => new DefaultProviders(context, RegisterAsync));

    /// <summary>Claims a URN for this run.</summary>
    public string Claim(string type, string name, string parent)
    {
        if (parent.Length > 0 && !_claimed.ContainsKey(parent))
        {
            throw context.Fail("", $"the parent '{parent}' of '{name}' was not registered in this run");
        }

        var urn = Urns.Create(context.Request.Stack, context.Request.Project, parent, type, name);
        return _claimed.TryAdd(urn, true) ? urn : throw context.Fail(urn, $"Duplicate resource URN '{urn}'; try giving it a unique name");
    }

    public async Task<ResourceState> RegisterAsync(Goal goal)
    {
        var urn = Claim(goal.Wanted.Type, goal.Name, goal.Wanted.Parent);
        var old = FindOld(goal, urn);
        try
        {
            if (context.Request.Kind != OperationKind.Update)
            {
                return await ConfigureOnlyAsync(goal, urn, old);
            }

            return goal.Wanted.Custom
                ? await RegisterCustomAsync(goal, urn, old)
                : await RegisterComponentAsync(goal, urn, old);
        }
        catch (EngineException failure)
        {
            // Not from a step: the provider could not be asked what to do.
            throw Refused(urn, failure);
        }
    }

    private async Task<ResourceState> RegisterComponentAsync(Goal goal, string urn, ResourceState? old)
    {
        if (old is not null && context.RefreshesAsItGoes)
        {
            old = await refresher.RefreshAsync(old, StepOp.Refresh) ?? old;
        }

        var planned = Plan(goal, urn, "", old);
        if (old is null)
        {
            return await runner.RunAsync(new Step { Op = StepOp.Create, New = planned }, () => Task.FromResult(Stamped(planned, null)));
        }

        planned = planned with { Outputs = old.Outputs };
        var diff = DiffOutcome.Compare(old.Inputs, goal.Wanted.Inputs);
        return await runner.RunAsync(
            new Step { Op = diff.Differs ? StepOp.Update : StepOp.Same, Old = old, New = planned, Diff = diff.Differs ? diff : null },
            () => Task.FromResult(diff.Differs ? Stamped(planned, old) : planned with { Created = old.Created, Modified = old.Modified }));
    }

    private async Task<ResourceState> RegisterCustomAsync(Goal goal, string urn, ResourceState? old)
    {
        var isProvider = Urns.IsProviderType(goal.Wanted.Type);
        var reference = isProvider ? "" : await ReferenceAsync(goal);
        IResourceProvider provider = isProvider
            ? context.Providers
            : (await context.Providers.GetAsync(reference, context.Terminate)).Resources;

        if (old is not null && !isProvider && context.RefreshesAsItGoes)
        {
            old = await refresher.RefreshAsync(old, StepOp.Refresh, provider);
        }

        var planned = Plan(goal, urn, reference, old);
        var imported = await _importer.ImportAsync(goal, planned, old, provider);
        old = imported ?? old;
        planned = planned with { Id = old?.Id ?? "" };

        context.ThrowIfStopping();
        var inputs = old is null ? goal.Wanted.Inputs : goal.Wanted.IgnoreChanges.Aggregate(goal.Wanted.Inputs, (news, path) => IgnoredChanges.Reset(old.Inputs, news, path));
        var seed = RandomNumberGenerator.GetBytes(32);
        var owned = old is { External: false } ? old : null;
        planned = planned with { Inputs = await CheckAsync(provider, planned, owned, inputs, seed) };
        if (old is null)
        {
            return await CreateAsync(provider, planned);
        }

        var diff = owned is null ? new DiffOutcome { Differs = true, Replaces = ["id"] } : await DiffAsync(provider, owned, planned);
        if (!diff.Replaces.IsEmpty || old.PendingReplacement)
        {
            planned = planned with { Inputs = await CheckAsync(provider, planned, null, inputs, seed) };
            return await _replacer.ReplaceAsync(goal, provider, old, planned, diff);
        }

        return diff.Differs || !old.InitErrors.IsEmpty
            ? await UpdateAsync(provider, old, planned, diff)
            : await KeepAsync(provider, old, planned, silent: imported is not null);
    }

    /// <summary>In a refresh or destroy the program only says how providers are configured today; all else is answered from the state.</summary>
    private async Task<ResourceState> ConfigureOnlyAsync(Goal goal, string urn, ResourceState? old)
    {
        var planned = Plan(goal, urn, "", old);
        if (Urns.IsProviderType(goal.Wanted.Type))
        {
            var inputs = await CheckAsync(context.Providers, planned, old, goal.Wanted.Inputs, []);
            planned = planned with { Inputs = inputs, Outputs = inputs, Id = old?.Id ?? UnknownSentinels.String };
            await context.Providers.KeepAsync(planned, context.Terminate);
            return planned;
        }

        if (goal.Wanted.Custom)
        {
            await ReferenceAsync(goal);
        }

        return old ?? planned with { Outputs = goal.Wanted.Inputs };
    }

    internal async Task<string> ReferenceAsync(Goal goal) => goal.Wanted.Provider.Length > 0
        ? goal.Wanted.Provider
        : await Defaults.GetAsync(goal.Wanted.Type[..goal.Wanted.Type.IndexOf(':', StringComparison.Ordinal)], goal.Version, goal.PluginDownloadUrl);

    internal ResourceState? FindOld(Goal goal, string urn)
    {
        var former = goal.FormerNames.Select(name => Urns.Create(context.Request.Stack, context.Request.Project, goal.Wanted.Parent, goal.Wanted.Type, name));
        return former.Prepend(urn).Select(context.State.FindOld).FirstOrDefault(known => known is not null);
    }

    internal ResourceState Plan(Goal goal, string urn, string reference, ResourceState? old)
    {
        var parent = goal.Wanted.Parent.Length == 0 ? null : context.State.FindNew(goal.Wanted.Parent);
        return goal.Wanted with
        {
            Urn = urn,
            Id = old?.Id ?? "",
            Provider = reference,
            Protect = goal.Protect ?? parent?.Protect ?? false,
            RetainOnDelete = goal.RetainOnDelete ?? parent?.RetainOnDelete ?? false,
            DeletedWith = goal.Wanted.DeletedWith.Length > 0 ? goal.Wanted.DeletedWith : parent?.DeletedWith ?? "",
        };
    }

    private async Task<PropertyMap> CheckAsync(IResourceProvider provider, ResourceState planned, ResourceState? old, PropertyMap news, byte[] seed)
    {
        var outcome = await provider.CheckAsync(planned.Urn, old, news, seed, context.Terminate);
        foreach (var failure in outcome.Failures)
        {
            context.Report(planned.Urn, "error", CheckFailures.Text(planned, failure, news));
        }

        if (outcome.Failures.Count > 0)
        {
            context.Stop();
            throw new OperationStoppedException();
        }

        return outcome.Inputs;
    }

    private async Task<DiffOutcome> DiffAsync(IResourceProvider provider, ResourceState old, ResourceState planned)
    {
        if (context.Request.ReplaceUrns.Contains(planned.Urn))
        {
            return new DiffOutcome { Differs = true, Replaces = ["id"] };
        }

        if (old.Provider != planned.Provider
            && !(await context.Providers.DiffProvidersAsync(old.Provider, planned.Provider, context.Terminate)).Replaces.IsEmpty)
        {
            return new DiffOutcome { Differs = true, Replaces = ["provider"] };
        }

        return await provider.DiffAsync(old, planned.Inputs, planned.IgnoreChanges, context.Terminate);
    }

    private Task<ResourceState> CreateAsync(IResourceProvider provider, ResourceState planned) => runner.RunAsync(
        new Step { Op = StepOp.Create, New = planned, Pending = "creating" },
        async () => Created(planned, await provider.CreateAsync(planned, context.Preview, context.Terminate), context.Now));

    private Task<ResourceState> UpdateAsync(IResourceProvider provider, ResourceState old, ResourceState planned, DiffOutcome diff) => runner.RunAsync(
        new Step { Op = StepOp.Update, Old = old, New = planned, Diff = diff, Pending = "updating" },
        async () =>
        {
            var outcome = await provider.UpdateAsync(old, planned, context.Preview, context.Terminate);

            // Unwell: the old inputs stay, so that the next run sees the same difference again.
            return Stamped(planned, old) with
            {
                Inputs = outcome.InitErrors.IsEmpty ? planned.Inputs : old.Inputs,
                Outputs = SecretMarks.Mark(outcome.Outputs, planned.AdditionalSecretOutputs),
                InitErrors = outcome.InitErrors,
                RefreshBeforeUpdate = outcome.RefreshBeforeUpdate,
            };
        });

    private Task<ResourceState> KeepAsync(IResourceProvider provider, ResourceState old, ResourceState planned, bool silent)
    {
        var kept = planned with
        {
            Outputs = SecretMarks.Mark(old.Outputs, planned.AdditionalSecretOutputs), RefreshBeforeUpdate = old.RefreshBeforeUpdate,
            Created = old.Created, Modified = old.Modified,
        };
        return runner.RunAsync(
            new Step { Op = StepOp.Same, Old = old, New = kept },
            async () =>
            {
                await provider.KeepAsync(kept, context.Terminate);
                return kept;
            },
            silent: silent);
    }

    internal OperationStoppedException Refused(string urn, EngineException failure)
    {
        // Once the operation stops, further failures are its consequence.
        context.ThrowIfStopping();
        return context.Fail(urn, failure.Message);
    }

    /// <summary>The entry of an object that was just created.</summary>
    internal static ResourceState Created(ResourceState planned, ResourceOutcome outcome, DateTimeOffset now) => planned with
    {
        Id = outcome.Id,
        Outputs = SecretMarks.Mark(outcome.Outputs, planned.AdditionalSecretOutputs),
        InitErrors = outcome.InitErrors,
        RefreshBeforeUpdate = outcome.RefreshBeforeUpdate,
        Created = now,
        Modified = now,
    };

    private ResourceState Stamped(ResourceState planned, ResourceState? old) => planned with { Created = old?.Created ?? context.Now, Modified = context.Now };
}
