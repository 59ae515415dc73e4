namespace HarnessCollab.Engine.Steps;

/// <summary>Decides what to do, from the program's goal, the entry in the state and the provider's answer. It calls and changes nothing.</summary>
internal static class StepGenerator
{
    /// <summary>The planned entry, with what it inherits from its parent.</summary>
    public static ResourceState Plan(Goal goal, string urn, ResourceState? parent) => goal.Wanted with
    {
        Urn = urn,
        Protect = goal.Protect ?? parent?.Protect ?? false,
        RetainOnDelete = goal.RetainOnDelete ?? parent?.RetainOnDelete ?? false,
        DeletedWith = goal.Wanted.DeletedWith.Length > 0 ? goal.Wanted.DeletedWith : parent?.DeletedWith ?? "",
    };

    /// <summary>The inputs to be checked: those that the program gave, without the changes that it wants ignored.</summary>
    public static PropertyMap Inputs(ResourceState planned, ResourceState? old) => old is null ? planned.Inputs
        : planned.IgnoreChanges.Aggregate(planned.Inputs, (news, path) => IgnoredChanges.Reset(old.Inputs, news, path));

    /// <summary>Steps that import an existing object as this resource; empty when there is nothing to import.</summary>
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

    /// <summary>Steps that read an object which the stack does not manage.</summary>
    public static IReadOnlyList<Step> Read(ResourceState planned, ResourceState? old) => old is null || (old.External && old.Id == planned.Id)
        ? [new Step { Op = StepOp.Read, Kept = Kept.InPlace, Old = old, New = planned }]
        : Beside(new Step { Op = StepOp.ReadReplacement, Kept = Kept.BesideOld, Old = old, New = planned });

    /// <summary>The difference if it is known without asking the provider, else null.</summary>
    public static DiffOutcome? KnownDiff(ResourceState planned, ResourceState? old, IReadOnlySet<string> replaceUrns) =>
        old is null ? DiffOutcome.None
        : old.External || replaceUrns.Contains(planned.Urn) ? new DiffOutcome { Differs = true, Replaces = ["id"] }
        : null;

    public static bool IsReplacement(ResourceState? old, DiffOutcome diff) => old is not null && (!diff.Replaces.IsEmpty || old.PendingReplacement);

    /// <summary>Whether the old object is deleted before its replacement is created.</summary>
    public static bool DeletesFirst(Goal goal, ResourceState old, DiffOutcome diff) =>
        old is { PendingReplacement: false, External: false } && (goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace);

    /// <summary>Steps that bring a resource, or a component, to what the program wants.</summary>
    /// <param name="planned">The planned entry, with checked inputs.</param>
    /// <param name="wasImported">Whether this run has imported the old entry.</param>
    /// <exception cref="EngineException">The change is not allowed.</exception>
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

        // A component registers its outputs later; until then it keeps those of the last run.
        planned = planned with { Id = old.Id, Outputs = SecretMarks.Mark(old.Outputs, planned.AdditionalSecretOutputs) };
        if (diff.Differs || !old.InitErrors.IsEmpty)
        {
            return [new Step { Op = StepOp.Update, Kept = Kept.InPlace, Old = old, New = planned, Diff = diff }];
        }

        planned = planned with { RefreshBeforeUpdate = old.RefreshBeforeUpdate, Created = old.Created, Modified = old.Modified };
        return [new Step { Op = StepOp.Same, Kept = Kept.InPlace, Old = old, New = planned, IsSilent = wasImported }];
    }

    /// <summary>
    /// The resources that may have to be deleted before <paramref name="old"/>. The provider of each has to be asked about the inputs in the
    /// pair, in which the values from <paramref name="old"/> are unknown; null means that the resource has to be deleted in any case.
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

    /// <summary>The deletions after the program has registered everything, each after the deletions of the resources that depend on it.</summary>
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

        // A dependant comes first. If an old and a new entry refer to each other in a circle, one reference is ignored.
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
            // The object was deleted for a replacement, and the program does not want the replacement any more.
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

    // When an old and a new provider have the same name, the id in the reference tells which of them is meant.
    private static bool RefersTo(ResourceState dependant, ResourceState dependency) =>
        !Urns.IsProviderType(dependency.Type)
        || dependant.Provider.Length == 0
        || dependant.Provider.EndsWith(dependency.Id, StringComparison.Ordinal)
        || dependant.Dependencies.Contains(dependency.Urn);
}
