using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Steps;

/// <summary>Replaces a resource: creates the new half and leaves the old one to the delete phase, or deletes first where both cannot live together.</summary>
internal sealed class Replacer(OperationContext context, StepRunner runner)
{
    public async Task<ResourceState> ReplaceAsync(Goal goal, IResourceProvider provider, ResourceState old, ResourceState planned, DiffOutcome diff)
    {
        Guard(goal, old, planned);
        planned = planned with { Id = "" };
        var logical = new Step { Op = StepOp.Replace, Old = old, New = planned, Diff = diff };
        if (old.PendingReplacement)
        {
            return await RecreateAsync(provider, old, planned, diff, logical);
        }

        if (!old.External && (goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace))
        {
            await RefuseDependantsAsync(old);
            old = await DeleteFirstAsync(provider, old);
            return await RecreateAsync(provider, old, planned, diff, logical);
        }

        var created = await runner.SupersedeAsync(Half(old, planned, diff), old, () => CreateAsync(provider, planned));
        runner.Announce(logical, created);
        return created;
    }

    private async Task<ResourceState> RecreateAsync(IResourceProvider provider, ResourceState old, ResourceState planned, DiffOutcome diff, Step logical)
    {
        runner.Announce(logical, planned);
        return await runner.RunAsync(Half(old, planned, diff), () => CreateAsync(provider, planned));
    }

    private async Task<ResourceState> DeleteFirstAsync(IResourceProvider provider, ResourceState old)
    {
        var pending = old with { PendingReplacement = true };
        await runner.RemoveAsync(
            new Step { Op = StepOp.DeleteReplaced, Old = old, Pending = "deleting" },
            () => context.Preview || old.RetainOnDelete ? Task.CompletedTask : provider.DeleteAsync(old, context.Terminate),
            operation => context.State.AmendAsync(operation, old, pending, context.Terminate));
        return pending;
    }

    private async Task<ResourceState> CreateAsync(IResourceProvider provider, ResourceState planned) =>
        Registrar.Created(planned, await provider.CreateAsync(planned, context.Preview, context.Terminate), context.Now);

    private static Step Half(ResourceState old, ResourceState planned, DiffOutcome diff) =>
        new() { Op = StepOp.CreateReplacement, Old = old, New = planned, Diff = diff, Pending = "creating" };

    private void Guard(Goal goal, ResourceState old, ResourceState planned)
    {
        if (old.Protect && planned.Protect)
        {
            throw context.Fail(planned.Urn, $"unable to replace resource \"{planned.Urn}\"\nas it is currently marked for protection. "
                + "To unprotect the resource, remove the `protect` flag from the resource in your program and run `collab up`");
        }

        if (goal.Wanted.ImportId.Length > 0)
        {
            var text = $"resource \"{planned.Urn}\" is to be replaced, but it still has the import option; remove the option to let it be created anew";
            if (!context.Preview)
            {
                throw context.Fail(planned.Urn, text);
            }

            context.Report(planned.Urn, "warning", text);
        }
    }

    /// <summary>Where a dependant would have to be deleted first as well, this engine does not go.</summary>
    private async Task RefuseDependantsAsync(ResourceState old)
    {
        foreach (var dependant in context.State.Leftovers().Where(state => state.Custom && !state.Delete && state.Urn != old.Urn))
        {
            var isHeld = dependant.DeletedWith == old.Urn || dependant.Provider == new ProviderReference(old.Urn, old.Id).ToString();
            if (isHeld || (dependant.Dependencies.Contains(old.Urn) && await MustFollowAsync(old, dependant)))
            {
                throw context.Fail(old.Urn, $"\"{old.Urn}\" must be deleted before its replacement is created, and \"{dependant.Urn}\", which depends on it, would have to be "
                    + "deleted with it; collab does not replace dependants this way. Use the Pulumi CLI for this update, or remove deleteBeforeReplace");
            }
        }
    }

    private async Task<bool> MustFollowAsync(ResourceState old, ResourceState dependant)
    {
        var news = dependant.Inputs;
        foreach (var (name, _) in dependant.PropertyDependencies.Where(entry => entry.Value.Contains(old.Urn)))
        {
            news = news.ContainsKey(name) ? news.With(name, PropertyValue.Unknown) : news;
        }

        if (Urns.IsProviderType(dependant.Type) || news.Equals(dependant.Inputs))
        {
            return false;
        }

        var provider = await context.Providers.GetAsync(dependant.Provider, context.Terminate);
        var diff = await provider.Resources.DiffAsync(dependant, news, dependant.IgnoreChanges, context.Terminate);
        return !diff.Replaces.IsEmpty;
    }
}
