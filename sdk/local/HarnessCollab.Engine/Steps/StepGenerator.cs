namespace HarnessCollab.Engine.Steps;

/// <summary>Decides what to do, from what the program wants, the state holds and the provider answered. It asks nobody and changes nothing.</summary>
internal static class StepGenerator
{
    /// <summary>The entry to be, with what it inherits from its parent.</summary>
    public static ResourceState Plan(Goal goal, string urn, ResourceState? parent) => goal.Wanted with
    {
        Urn = urn,
        Protect = goal.Protect ?? parent?.Protect ?? false,
        RetainOnDelete = goal.RetainOnDelete ?? parent?.RetainOnDelete ?? false,
        DeletedWith = goal.Wanted.DeletedWith.Length > 0 ? goal.Wanted.DeletedWith : parent?.DeletedWith ?? "",
    };

    /// <summary>The inputs to be checked: those that the program gave, but for changes that it wants ignored.</summary>
    public static PropertyMap Inputs(ResourceState planned, ResourceState? old) => old is null ? planned.Inputs
        : planned.IgnoreChanges.Aggregate(planned.Inputs, (news, path) => IgnoredChanges.Reset(old.Inputs, news, path));

    /// <summary>Steps that make an object that exists the resource's own; none where there is nothing to import.</summary>
    public static IReadOnlyList<Step> Import(ResourceState planned, ResourceState? old)
    {
        if (planned.ImportId.Length == 0 || (old is { External: false } && (old.ImportId.Length > 0 ? old.ImportId : old.Id) == planned.ImportId))
        {
            return [];
        }

        planned = planned with { Id = planned.ImportId };
        return old is null
            ? [new Step { Op = StepOp.Import, Kept = Kept.InPlace, New = planned }]
            : Beside(new Step { Op = StepOp.ImportReplacement, Kept = Kept.BesideOld, Old = old, New = planned });
    }

    /// <summary>Steps that read an object which belongs to somebody else.</summary>
    public static IReadOnlyList<Step> Read(ResourceState planned, ResourceState? old) => old is null || (old.External && old.Id == planned.Id)
        ? [new Step { Op = StepOp.Read, Kept = Kept.InPlace, Old = old, New = planned }]
        : Beside(new Step { Op = StepOp.ReadReplacement, Kept = Kept.BesideOld, Old = old, New = planned });

    /// <summary>The difference where the provider need not be asked for it, else null.</summary>
    public static DiffOutcome? KnownDiff(ResourceState planned, ResourceState? old, IReadOnlySet<string> replaceUrns) =>
        old is null ? DiffOutcome.None
        : old.External || replaceUrns.Contains(planned.Urn) ? new DiffOutcome { Differs = true, Replaces = ["id"] }
        : null;

    public static bool IsReplacement(ResourceState? old, DiffOutcome diff) => old is not null && (!diff.Replaces.IsEmpty || old.PendingReplacement);

    /// <summary>Whether a replacement is created only when the old object is gone.</summary>
    public static bool DeletesFirst(Goal goal, ResourceState old, DiffOutcome diff) =>
        old is { PendingReplacement: false, External: false } && (goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace);

    /// <summary>Steps that bring a resource, or a component, to what the program wants.</summary>
    /// <param name="planned">With checked inputs.</param>
    /// <param name="wasImported">The old entry was imported by this run.</param>
    /// <exception cref="EngineException">It must not be done.</exception>
    public static IReadOnlyList<Step> Change(Goal goal, ResourceState planned, ResourceState? old, DiffOutcome diff, bool wasImported = false)
    {
        if (old is null)
        {
            return [new Step { Op = StepOp.Create, Kept = Kept.InPlace, New = planned }];
        }

        if (IsReplacement(old, diff))
        {
            return Replacement(goal, planned, old, diff);
        }

        // A component's outputs come later; until then those of the last run count.
        planned = planned with { Id = old.Id, Outputs = SecretMarks.Mark(old.Outputs, planned.AdditionalSecretOutputs) };
        if (diff.Differs || !old.InitErrors.IsEmpty)
        {
            return [new Step { Op = StepOp.Update, Kept = Kept.InPlace, Old = old, New = planned, Diff = diff }];
        }

        planned = planned with { RefreshBeforeUpdate = old.RefreshBeforeUpdate, Created = old.Created, Modified = old.Modified };
        return [new Step { Op = StepOp.Same, Kept = Kept.InPlace, Old = old, New = planned, IsSilent = wasImported }];
    }

    /// <summary>
    /// What may have to be deleted before <paramref name="old"/> can be, with the inputs it would have then, about which its provider has to be
    /// asked; null where it has to go in any case.
    /// </summary>
    public static IEnumerable<(ResourceState Dependant, PropertyMap? News)> Dependants(ResourceState old, IEnumerable<ResourceState> leftovers) =>
        from dependant in leftovers
        where dependant.Custom && !dependant.Delete && dependant.Urn != old.Urn
        let news = dependant.PropertyDependencies.Where(entry => entry.Value.Contains(old.Urn)).Select(entry => entry.Key)
            .Where(dependant.Inputs.ContainsKey)
            .Aggregate(dependant.Inputs, (inputs, name) => inputs.With(name, PropertyValue.Unknown))
        let goes = dependant.DeletedWith == old.Urn || dependant.Provider == old.Reference
        where goes || (dependant.Dependencies.Contains(old.Urn) && !Urns.IsProviderType(dependant.Type) && !news.Equals(dependant.Inputs))
        select (dependant, goes ? null : news);

    /// <summary>What is to be deleted when the program has registered all it has; each after those that depend on it.</summary>
    public static IReadOnlyList<Deletion> Deletions(IReadOnlyList<ResourceState> leftovers)
    {
        var going = leftovers.Where(state => !state.Delete).Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        var byUrn = leftovers.ToLookup(state => state.Urn, StringComparer.Ordinal);
        var dependants = (
            from dependant in leftovers
            from urn in dependant.References()
            from dependency in byUrn[urn]
            where RefersTo(dependant, dependency)
            select (dependant, dependency)).ToLookup(pair => pair.dependency, pair => pair.dependant, ReferenceEqualityComparer.Instance);

        // A dependant comes first. Where an old and a new entry refer to each other in a circle, one reference is left out.
        var deletions = new Dictionary<ResourceState, Deletion>(ReferenceEqualityComparer.Instance);
        foreach (var state in StateOrder.AfterOthers(leftovers.Reverse(), state => dependants[state]))
        {
            var before = dependants[state].Where(deletions.ContainsKey).Select(dependant => deletions[dependant]);
            deletions.Add(state, new Deletion(Delete(state, going), [.. before]));
        }

        return [.. deletions.Values];
    }

    private static IReadOnlyList<Step> Replacement(Goal goal, ResourceState planned, ResourceState old, DiffOutcome diff)
    {
        if (old.Protect && planned.Protect)
        {
            throw new EngineException($"unable to replace resource \"{planned.Urn}\"\nas it is currently marked for protection. "
                + "To unprotect the resource, remove the `protect` flag from the resource in your program and run `collab up`");
        }

        if (planned.ImportId.Length > 0)
        {
            throw new EngineException(
                $"resource \"{planned.Urn}\" is to be replaced, but it still has the import option; remove the option to let it be created anew");
        }

        var create = new Step { Op = StepOp.CreateReplacement, Kept = Kept.InPlace, Old = old, New = planned, Diff = diff };
        var replace = create with { Op = StepOp.Replace, Kept = Kept.Not };
        var delete = new Step { Op = StepOp.DeleteReplaced, Kept = Kept.AsPendingReplacement, Old = old, LeavesObject = old.RetainOnDelete };
        return old.PendingReplacement ? [replace, create]
            : DeletesFirst(goal, old, diff) ? [delete, replace, create with { Old = old with { PendingReplacement = true } }]
            : Beside(create with { Kept = Kept.BesideOld });
    }

    private static IReadOnlyList<Step> Beside(Step created) => [created, created with { Op = StepOp.Replace, Kept = Kept.Not }];

    private static Step Delete(ResourceState state, HashSet<string> going)
    {
        var op = state switch
        {
            { External: true, Delete: true } => StepOp.DiscardReplaced,
            { External: true } => StepOp.Discard,
            { Delete: true } => StepOp.DeleteReplaced,
            // It was deleted before a replacement that nobody wants any more.
            { PendingReplacement: true } => StepOp.RemovePendingReplace,
            _ => StepOp.Delete,
        };
        return new Step
        {
            Op = op,
            Kept = Kept.Removed,
            Old = state,
            LeavesObject = state.RetainOnDelete || going.Contains(state.DeletedWith),
            Refusal = state.Protect && op == StepOp.Delete
                ? $"""
                    resource "{state.Urn}" cannot be deleted
                    because it is protected. To unprotect the resource, let your program register it with `protect` set to false and run `collab up`.
                    """
                : null,
        };
    }

    // Where an old and a new provider have one name, the id in the reference tells which of them it means.
    private static bool RefersTo(ResourceState dependant, ResourceState dependency) =>
        !Urns.IsProviderType(dependency.Type)
        || dependant.Provider.Length == 0
        || dependant.Provider.EndsWith(dependency.Id, StringComparison.Ordinal)
        || dependant.Dependencies.Contains(dependency.Urn);
}
