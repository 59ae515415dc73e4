namespace HarnessCollab.Provider.Resources;

/// <summary>The resource that wants a name, and the circumstances.</summary>
/// <param name="Operation">The operation that needs the name.</param>
/// <param name="Present">The name that the resource has now; null when it is being created.</param>
internal sealed record NameWish(Operation Operation, string? Present)
{
    public string Urn => Operation.Urn;

    /// <summary>The owner that the row would get; null without a program, where every command has the same URN.</summary>
    public string? Owner => Session.AuthorOf(Urn).Urn;

    public Session Session => Operation.Session;
}

/// <summary>Decides what to do about the row that holds a wanted name, and says who holds it and how to solve the clash.</summary>
internal static class NameClash
{
    // No real program exchanges more names in one cycle.
    private const int LongestCycle = 100;

    /// <summary>
    /// Accepts a row that the resource may adopt as its own, and, in a preview, a row that will release the name before the write. A preview fails
    /// when the write is certain to fail, and warns when it is not certain.
    /// </summary>
    /// <returns>Whether the row may be the resource's own: then it is compared, and adopted if it is as wanted.</returns>
    /// <exception cref="PluginException">Somebody else holds the name.</exception>
    public static async Task<bool> PassAsync(NameKind kind, NameHolder holder, bool isSettled, NameWish wish)
    {
        holder = wish.Session.Memory.Known(holder);
        if (IsOwn(holder, isSettled, wish))
        {
            return true;
        }

        var clash = await TakenAsync(kind, wish, holder);
        var mayPass = holder.Owner == wish.Owner
            // A forced replacement may delete the row before the write; a stack whose provider is new replaces nothing.
            ? wish.Present is not null || wish.Session.Memory.StackIsKnown
            : await FateOfAsync(kind, holder, wish) == Fate.Moves;
        if (!wish.Operation.IsPreview || !mayPass)
        {
            throw clash;
        }

        await wish.Session.Log.WarnAsync(wish.Urn, clash.Message);
        return false;
    }

    /// <summary>The error: who holds the name, and how to solve the clash.</summary>
    public static async Task<PluginException> TakenAsync(NameKind kind, NameWish wish, NameHolder holder)
    {
        holder = wish.Session.Memory.Known(holder);
        return new(kind.TakenCode, $"{Held(kind, holder, wish.Session)} {await WayOutAsync(kind, wish, holder)}");
    }

    /// <summary>Who holds a name; a complete sentence.</summary>
    public static string Held(NameKind kind, NameHolder holder, Session session)
    {
        var when = TimeText.Of(holder.UpdatedAt);
        return session.Store.Capabilities.NamesAreUnique
            ? $"the {kind.Label} {TextProblems.Quote(holder.Name)} is taken in the store ({session.Store.Description}): "
                + $"{holder.Id}, last written by "
                + $"{(holder.Owner.Length == 0 ? $"{holder.UpdatedBy} at {when}" : $"{holder.UpdatedBy.Person} at {when} for {holder.Owner}")}."
            : $"the id {holder.Id} is taken in the store ({session.Store.Description}) by {TextProblems.Quote(holder.Name)}, last written at "
                + $"{when}.";
    }

    // Left by an unanswered create of this resource, or named by Diff as this resource's object. Every other row is in somebody's state.
    private static bool IsOwn(NameHolder holder, bool isSettled, NameWish wish) =>
        wish.Present is null && (wish.Session.Memory.IsKnown(wish.Urn, holder.Id) || (holder.Owner == wish.Owner && !isSettled));

    // What happens to the holder's name in this run, as far as the calls so far show it.
    private static async Task<Fate> FateOfAsync(NameKind kind, NameHolder holder, NameWish wish)
    {
        if (ClaimOf(kind, holder, wish.Session) is not { } claimed)
        {
            return Fate.Unknown;
        }

        for (var hops = 0; wish.Present is not null && hops < LongestCycle; hops++)
        {
            if (claimed == wish.Present)
            {
                return Fate.Exchanges;
            }

            if (await kind.FindHolder(wish.Session, claimed, wish.Operation.Cancellation) is not { } next
                || ClaimOf(kind, wish.Session.Memory.Known(next), wish.Session) is not { } further)
            {
                break;
            }

            claimed = further;
        }

        return Fate.Moves;
    }

    private static string? ClaimOf(NameKind kind, NameHolder holder, Session session) =>
        kind.Claims(session).NameOf(holder.Owner) is { } claimed && claimed != holder.Name ? claimed : null;

    private static async Task<string> WayOutAsync(NameKind kind, NameWish wish, NameHolder holder)
    {
        var another = wish.Session.Store.Capabilities.NamesAreUnique
            ? $"another {kind.Label}"
            : $"another {kind.Label} or an 'identifier' of its own";
        if (holder.IsManaged)
        {
            return $"It belongs to a Jira account and is deleted with it, so no other resource can have it: choose {another}.";
        }

        if (wish.Owner is null)
        {
            return $"Choose {another}, or change that one: patch {holder.Id}.";
        }

        var forced = "run up without --replace, which updates it in place, or set the option deleteBeforeReplace";
        if (holder.Owner == wish.Owner)
        {
            return "It has the URN of this resource, but an interrupted create did not leave it: "
                + "it is already in a state, or differs from what is wanted now. "
                + $"If this is a forced replacement (--replace, state taint): {forced}. "
                + $"If another stack has it (one that had this stack's name before, or got its state): choose another {kind.Label}. "
                + $"If the state has lost it: {ImportOf(kind, wish, holder)}.";
        }

        switch (await FateOfAsync(kind, holder, wish))
        {
            case Fate.Exchanges:
                return $"Names cannot be exchanged in one step, and that resource waits for this one's {kind.Label} in this run: "
                    + $"give one of them a third {kind.Label}, run up, then give it the final one.";
            case Fate.Moves:
                return $"{ResourceName.Of(holder.Owner)} gets another {kind.Label} in this run, but the program does not say that it comes first: "
                    + "let this resource wait for it (option dependsOn), or run up again.";
        }

        var other = StackName.Of(holder.Owner);
        if (other is not null && other == StackName.Of(wish.Owner))
        {
            var removed = $"If {NameOf(holder.Owner)} has been removed from the program, remove it in a run of its own first; "
                + $"if it gets another {kind.Label}, let this resource wait for it (option dependsOn), or, where the two exchange theirs, give one "
                + $"of them a third {kind.Label} first. Otherwise choose another {kind.Label}.";
            return wish.Present is not null
                ? removed
                : $"If this is the same resource under a new name in the program, give it an alias of the old one ({NameOf(holder.Owner)}); "
                    + $"if it has that alias and is replaced by force, {forced}. {removed}";
        }

        var renamed = other is not null && wish.Present is null && wish.Session.Memory.StackIsKnown
            ? $" If this stack is that one under a new name, and the resource is replaced by force: {forced}."
            : "";
        return other is null
            ? $"Choose {another}, or take that one over: {ImportOf(kind, wish, holder)}."
            : $"Choose {another}, or take that one over: remove it from {other} first, with pulumi state delete {Quoted(holder.Owner)} --stack "
                + $"{Quoted(other.Stack)}, then {ImportOf(kind, wish, holder)}. "
                + $"While both have it, either can delete it.{renamed}";
    }

    private static string ImportOf(NameKind kind, NameWish wish, NameHolder holder) =>
        $"pulumi import {kind.Token} {NameOf(wish.Urn)} {holder.Id} (or the import option with that id)";

    // Quotes a text so that a shell reads it as one word.
    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string NameOf(string urn) => Urn.Parse(urn)?.Name ?? urn;

    private enum Fate
    {
        /// <summary>The holder has claimed no other name so far.</summary>
        Unknown,

        /// <summary>The holder takes a name that is free, or will be.</summary>
        Moves,

        /// <summary>The holder can take its new name only after the other resource has given up its present name.</summary>
        Exchanges,
    }
}
