using Grpc.Core;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>Who wants a name, and under which circumstances.</summary>
/// <param name="Operation">The call that needs it.</param>
/// <param name="Present">The name that the resource has now; null when it is being created.</param>
internal sealed record NameWish(Operation Operation, string? Present)
{
    public string Urn => Operation.Urn;

    /// <summary>Whose the row would be; null by hand, where the URN is everybody's.</summary>
    public string? Owner => Session.AuthorOf(Urn).Urn;

    public Session Session => Operation.Session;
}

/// <summary>Decides about the row that holds a wanted name, and says who holds it and what to do about it.</summary>
internal static class NameClash
{
    // A cycle of more names than this is none that people make.
    private const int LongestCycle = 100;

    /// <summary>
    /// Lets pass what the wisher may take up as its own, and, in a preview, what will be out of the way by then. A preview that knows that the
    /// write must fail fails; one that does not know warns.
    /// </summary>
    /// <returns>Whether the row may be the wisher's own: to be compared, and taken up if it is as wanted.</returns>
    /// <exception cref="PluginException">Someone else holds the name.</exception>
    public static async Task<bool> PassAsync(NameKind kind, NameHolder holder, bool isSettled, NameWish wish)
    {
        holder = wish.Session.Memory.Known(holder);
        if (IsOwn(holder, isSettled, wish))
        {
            return true;
        }

        var clash = await TakenAsync(kind, wish, holder);
        var mayPass = holder.Owner == wish.Owner
            // A forced replacement may have deleted it by then; a stack whose provider is new replaces nothing.
            ? wish.Present is not null || wish.Session.Memory.StackIsKnown
            : await FateOfAsync(kind, holder, wish) == Fate.Moves;
        if (!wish.Operation.IsPreview || !mayPass)
        {
            throw clash;
        }

        await wish.Session.Log.WarnAsync(wish.Urn, clash.Message);
        return false;
    }

    /// <summary>The refusal: who holds the name, and the way out.</summary>
    public static async Task<PluginException> TakenAsync(NameKind kind, NameWish wish, NameHolder holder)
    {
        holder = wish.Session.Memory.Known(holder);
        return new(
            kind.TakenCode,
            $"{Held(kind, holder, wish.Session)} {await WayOutAsync(kind, wish, holder)}",
            StatusCode.AlreadyExists);
    }

    /// <summary>Who holds a name; a whole sentence.</summary>
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

    // An unanswered create of this very resource, or what Diff has named as this resource's object. All else is in somebody's state.
    private static bool IsOwn(NameHolder holder, bool isSettled, NameWish wish) =>
        wish.Present is null && (wish.Session.Memory.IsKnown(wish.Urn, holder.Id) || (holder.Owner == wish.Owner && !isSettled));

    // What becomes of the holder's name in this run, as far as the calls so far tell.
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
            return $"It is the text of an account and goes with it, so nobody else can have it: choose {another}.";
        }

        if (wish.Owner is null)
        {
            return $"Choose {another}, or change that one: patch {holder.Id}.";
        }

        var forced = "run up without --replace, which updates it in place, or set the option deleteBeforeReplace";
        if (holder.Owner == wish.Owner)
        {
            return "It bears the URN of this very resource, and is not the lost answer of a create: "
                + $"it is in a state already, or not as it is wanted now. If this is a forced replacement (--replace, state taint): {forced}. "
                + $"If another stack has it (one that bore this stack's name before, or that its state was moved to): choose another {kind.Label}. "
                + $"If state has lost it: {ImportOf(kind, wish, holder)}.";
        }

        switch (await FateOfAsync(kind, holder, wish))
        {
            case Fate.Exchanges:
                return $"Names cannot be exchanged in one step, and that resource waits for this one's {kind.Label} in this run: "
                    + $"give one of them a third {kind.Label}, run up, then give it the final one.";
            case Fate.Moves:
                return $"{ResourceName.Of(holder.Owner)} takes another {kind.Label} in this run, and nothing says that it comes first: "
                    + "let this resource wait for it (option dependsOn), or run up again.";
        }

        var other = StackName.Of(holder.Owner);
        if (other is not null && other == StackName.Of(wish.Owner))
        {
            var removed = $"If {NameOf(holder.Owner)} has been removed from the program, remove it in a run of its own first; "
                + $"if it takes another {kind.Label}, let this resource wait for it (option dependsOn), or, where the two exchange theirs, give one "
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
            : $"Choose {another}, or take that one over: take it out of {other} first, with pulumi state delete {Quoted(holder.Owner)} --stack "
                + $"{Quoted(other.Stack)}, then {ImportOf(kind, wish, holder)}. "
                + $"While both have it, either can delete it.{renamed}";
    }

    private static string ImportOf(NameKind kind, NameWish wish, NameHolder holder) =>
        $"pulumi import {kind.Token} {NameOf(wish.Urn)} {holder.Id} (or the import option with that id)";

    // As a shell takes it for one word, whatever someone has put into a name.
    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string NameOf(string urn) => Urn.Parse(urn)?.Name ?? urn;

    private enum Fate
    {
        /// <summary>It has claimed no other name so far.</summary>
        Unknown,

        /// <summary>It takes a name that is free, or will be.</summary>
        Moves,

        /// <summary>It can only take another name once the wisher has given up its own.</summary>
        Exchanges,
    }
}
